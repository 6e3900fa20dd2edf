package io.pricewright.gateway.bench;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A load of so many connections with one request at a time on each: either a closed loop, where
 * each connection sends its next request when the answer to the one before is there, or at a rate.
 *
 * @param uri where to POST
 * @param apiKey sent as {@code x-api-key}
 * @param bodies makes a body; called by several threads at once
 * @param connections from 1 to 1,024
 * @param warmup not measured
 * @param measured answers within it count
 * @param perSecond requests that fall due a second, evenly, whatever is answered; 0: a closed loop
 */
record Load(
    URI uri,
    String apiKey,
    Supplier<Buffer> bodies,
    int connections,
    Duration warmup,
    Duration measured,
    double perSecond) {
  Load(
      URI uri,
      String apiKey,
      Supplier<Buffer> bodies,
      int connections,
      Duration warmup,
      Duration measured) {
    this(uri, apiKey, bodies, connections, warmup, measured, 0);
  }

  Load {
    if (connections < 1 || connections > 1_024) {
      throw new BenchException("--connections is from 1 to 1024, not " + connections);
    }
    if (uri.getHost() == null || !"http".equals(uri.getScheme())) {
      throw new BenchException("--url looks like http://localhost:8080, not " + uri);
    }
  }
}
