package io.pricewright.gateway;

import io.pricewright.gateway.console.ServePages;
import io.pricewright.gateway.http.Door;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Where a node listens: an address and a port, with one HTTP server for each core. */
final class HttpPort {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final String host;
  private final AtomicInteger port;
  private volatile Supplier<Future<Void>> close = Future::succeededFuture;

  private HttpPort(String host, int port) {
    this.host = host;
    this.port = new AtomicInteger(port);
  }

  /**
   * Looks whether a port is free, before anything else is started.
   *
   * @param port 0 to take any
   * @throws Server.StartException when it is not, or the host is none of this machine
   */
  static HttpPort free(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return new HttpPort(host, port);
    } catch (UnknownHostException e) {
      throw new Server.StartException(
          "--host %s is no address of this machine. Name one, such as 127.0.0.1 or 0.0.0.0."
              .formatted(host));
    } catch (IOException e) {
      throw taken(host, port, e);
    }
  }

  private static Server.StartException taken(String host, int port, IOException why) {
    return new Server.StartException(
        "Port %d of %s cannot be had (%s). Stop what uses it, or choose another with --port or --host."
            .formatted(port, host, why.getMessage()));
  }

  /**
   * Serves; fails with {@link Server.StartException} when somebody took the port meanwhile.
   *
   * @param lag hears how late the event loops come to their timers
   */
  Future<HttpPort> open(Vertx vertx, Door door, ServePages pages, Consumer<Duration> lag) {
    int cores = Math.max(1, Runtime.getRuntime().availableProcessors());
    return vertx
        .deployVerticle(
            () -> new Servers(door, pages, lag),
            new DeploymentOptions().setInstances(port.get() == 0 ? 1 : cores))
        .onSuccess(id -> close = () -> vertx.undeploy(id))
        .map(this)
        .recover(
            fault ->
                Future.failedFuture(
                    fault instanceof BindException bind ? taken(host, port.get(), bind) : fault));
  }

  /** Ends listening, and every connection. */
  Future<Void> close() {
    return close.get();
  }

  /** Returns the port it serves on. */
  int port() {
    return port.get();
  }

  @Override
  public String toString() {
    return host + ":" + port.get();
  }

  private final class Servers extends VerticleBase {
    private final Door door;
    private final ServePages pages;
    private final Consumer<Duration> lag;

    Servers(Door door, ServePages pages, Consumer<Duration> lag) {
      this.door = door;
      this.pages = pages;
      this.lag = lag;
    }

    @Override
    public Future<?> start() {
      watch();
      return vertx
          .createHttpServer(
              new HttpServerOptions()
                  .setHost(host)
                  .setIdleTimeout(75)
                  .setTcpNoDelay(true)
                  .setCompressionSupported(false)
                  .setMaxHeaderSize(32 * 1024))
          .invalidRequestHandler(Door::refuse)
          .requestHandler(pages.before(door.router(vertx)))
          .listen(port.get(), host)
          .onSuccess(server -> port.set(server.actualPort()));
    }

    /** Tells how late this event loop comes to a timer. */
    private void watch() {
      long due = System.nanoTime() + LOOK.toNanos();
      vertx.setTimer(
          LOOK.toMillis(),
          now -> {
            lag.accept(Duration.ofNanos(Math.max(0, System.nanoTime() - due)));
            watch();
          });
    }
  }
}
