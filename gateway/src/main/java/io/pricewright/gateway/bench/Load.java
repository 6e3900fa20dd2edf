package io.pricewright.gateway.bench;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A closed loop: so many connections, each sending its next request when the answer to the one
 * before is there.
 *
 * @param uri where to POST
 * @param apiKey sent as {@code x-api-key}
 * @param bodies makes a body; called by several threads at once
 * @param connections from 1 to 1,024
 * @param warmup not measured
 * @param measured answers within it count
 * @param every from one request of a connection to its next; zero: as soon as it is answered
 */
record Load(
    URI uri,
    String apiKey,
    Supplier<Buffer> bodies,
    int connections,
    Duration warmup,
    Duration measured,
    Duration every) {
  Load(
      URI uri,
      String apiKey,
      Supplier<Buffer> bodies,
      int connections,
      Duration warmup,
      Duration measured) {
    this(uri, apiKey, bodies, connections, warmup, measured, Duration.ZERO);
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
