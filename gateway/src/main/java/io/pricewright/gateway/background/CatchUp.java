package io.pricewright.gateway.background;

import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.tenancy.Scope;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Has an environment's customers worked on until nothing is due for them on any node. */
public final class CatchUp {
  private static final int PAUSE_MILLIS = 20;
  private static final int MOST_PAUSES = 1_500;

  private final Vertx vertx;
  private final CustomerQueue queue;
  private final Function<Scope, Future<Void>> driver;
  private final EnvironmentClock clock;

  /**
   * Works with these parts.
   *
   * @param driver does on this node what is due in an environment
   */
  public CatchUp(
      Vertx vertx,
      CustomerQueue queue,
      Function<Scope, Future<Void>> driver,
      EnvironmentClock clock) {
    this.vertx = vertx;
    this.queue = queue;
    this.driver = driver;
    this.clock = clock;
  }

  /**
   * Succeeds when nothing is due in an environment any more but what failed and rests, or is held;
   * after {@value #MOST_PAUSES} looks all the same. Fails as {@link Driver#caughtUp} does.
   */
  public Future<Void> run(Scope scope) {
    return run(scope, MOST_PAUSES);
  }

  private Future<Void> run(Scope scope, int left) {
    return driver
        .apply(scope)
        .compose(done -> queue.due(scope, clock.now(scope)))
        .compose(
            due ->
                due && left > 0
                    ? vertx
                        .timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                        .compose(waited -> run(scope, left - 1))
                    : Future.succeededFuture());
  }
}
