package io.pricewright.gateway.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/** One event loop's share of a closed loop, with the client that callers would use. */
final class LoadVerticle extends VerticleBase implements LoadShare {
  private final Load load;
  private final int connections;
  private final LoadTally tally;
  private final Promise<LoadResult> done = Promise.promise();
  private HttpClient client;
  private RequestOptions options;
  private int running;

  /**
   * Prepares.
   *
   * @param startNanos when the warm-up begins, by {@link System#nanoTime}
   */
  @SuppressWarnings("NullAway.Init") // start makes the client
  LoadVerticle(Load load, int connections, long startNanos) {
    this.load = load;
    this.connections = connections;
    tally = new LoadTally(load, startNanos);
  }

  @Override
  public Future<?> start() {
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setPipelining(false).setTcpNoDelay(true).setKeepAlive(true),
            new PoolOptions().setHttp1MaxSize(connections));
    options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(load.uri().getHost())
            .setPort(load.uri().getPort() < 0 ? 80 : load.uri().getPort())
            .setURI(load.uri().getRawPath())
            .setTimeout(30_000)
            .putHeader("content-type", "application/json")
            .putHeader("x-api-key", load.apiKey());
    running = connections;
    for (int i = 0; i < connections; i++) {
      send();
    }
    return Future.succeededFuture();
  }

  @Override
  public Future<LoadResult> result() {
    return done.future();
  }

  private void send() {
    long sent = System.nanoTime();
    if (tally.over(sent)) {
      ended();
      return;
    }
    client
        .request(options)
        .compose(request -> request.send(load.bodies().get()))
        .compose(answer -> answer.body().map(body -> accepted(answer.statusCode(), body)))
        .onComplete(
            (accepted, fault) -> {
              count(sent, fault);
              send();
            });
  }

  private static boolean accepted(int status, io.vertx.core.buffer.Buffer body) {
    if (status / 100 != 2) {
      String text = body.toString();
      throw new BenchException(
          status + " " + (text.length() > 300 ? text.substring(0, 300) : text));
    }
    return true;
  }

  private void count(long sent, @org.jspecify.annotations.Nullable Throwable fault) {
    if (fault == null) {
      tally.answered(sent, System.nanoTime());
    } else {
      tally.failed(String.valueOf(fault.getMessage()));
    }
  }

  private void ended() {
    if (--running == 0) {
      client.close();
      done.complete(tally.result());
    }
  }
}
