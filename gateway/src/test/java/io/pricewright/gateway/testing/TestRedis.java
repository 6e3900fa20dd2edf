package io.pricewright.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import redis.embedded.RedisServer;

/** A Redis of a test's own, which can be stopped and started again on its port. */
public final class TestRedis implements AutoCloseable {
  private final int port = Ports.free();
  private RedisServer server = launch();

  private TestRedis() {}

  /** Starts one. */
  public static TestRedis start() {
    return new TestRedis();
  }

  private RedisServer launch() {
    try {
      RedisServer started =
          RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
      started.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns where it is. */
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** Ends it. */
  public void stop() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again. */
  public void restart() {
    server = launch();
  }

  @Override
  public void close() {
    stop();
  }
}
