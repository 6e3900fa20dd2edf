package io.pricewright.gateway.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The yardstick: a bare Vert.x server that parses a JSON body and answers a small JSON, one
 * instance a core. Prints its port, and ends when its standard input does.
 */
@Command(name = "echo", description = "Serves the yardstick of `single`.", hidden = true)
final class EchoServer implements Callable<Integer> {
  // Below 0 Vert.x chooses a free port once for all instances that ask for the same number.
  private static final int ONE_FREE_PORT = -1;

  /** Runs as a process of its own. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new EchoServer()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    AtomicInteger port = new AtomicInteger();
    int cores = Runtime.getRuntime().availableProcessors();
    vertx.deployVerticle(() -> new Loop(port), new DeploymentOptions().setInstances(cores)).await();
    System.out.println(port.get());
    while (System.in.read() >= 0) {
      // the parent process holds the other end
    }
    vertx.close().await();
    return 0;
  }

  private static final class Loop extends VerticleBase {
    private final AtomicInteger port;

    Loop(AtomicInteger port) {
      this.port = port;
    }

    @Override
    public Future<?> start() {
      return vertx
          .createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
          .requestHandler(
              request ->
                  request
                      .body()
                      .onSuccess(
                          body -> {
                            String id = new JsonObject(body).getString("event_id");
                            request
                                .response()
                                .setStatusCode(202)
                                .putHeader("content-type", "application/json")
                                .end(
                                    new JsonObject()
                                        .put("message", "Event accepted")
                                        .put("event_id", id)
                                        .toBuffer());
                          }))
          .listen(ONE_FREE_PORT, "127.0.0.1")
          .onSuccess(server -> port.set(server.actualPort()));
    }
  }
}
