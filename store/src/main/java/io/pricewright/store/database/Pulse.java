package io.pricewright.store.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks a database each second, on a connection of its own, whether it answers. A server that is
 * frozen keeps its connections and says nothing: no limit of its own ends what waits for it. Lives
 * on one event loop.
 *
 * <p>Text: the question touches no table.
 */
public final class Pulse {
  private static final Duration EVERY = Duration.ofSeconds(1);

  /**
   * So often it is looked at in vain until the database counts as silent. Turns and no time, so
   * that a node which itself stood still does not take that for the database's silence.
   */
  private static final int TURNS = 3;

  private final Vertx vertx;
  private final PgConnectOptions address;
  private final Runnable silent;
  private long timer;
  private @Nullable PgConnection connection;
  private boolean asked;
  private boolean closed;
  private int turns;

  private Pulse(Vertx vertx, PgConnectOptions address, Runnable silent) {
    this.vertx = vertx;
    this.address = address;
    this.silent = silent;
  }

  /**
   * Begins to ask.
   *
   * @param silent runs on an event loop, each second while the database does not answer
   */
  public static Pulse begin(Vertx vertx, PgConnectOptions address, Runnable silent) {
    Pulse pulse = new Pulse(vertx, address, silent);
    vertx.getOrCreateContext().runOnContext(now -> pulse.start());
    return pulse;
  }

  private void start() {
    timer = vertx.setPeriodic(EVERY.toMillis(), tick -> look());
  }

  private void look() {
    if (!asked) {
      asked = true;
      turns = 0;
      ask().onComplete(answered -> asked = false);
    } else if (++turns >= TURNS) {
      silent.run();
    }
  }

  private Future<?> ask() {
    PgConnection known = connection;
    Future<PgConnection> there =
        known != null
            ? Future.succeededFuture(known)
            : PgConnection.connect(vertx, address).onSuccess(this::keep);
    return there
        .compose(open -> open.query("select 1").execute())
        .onFailure(lost -> connection = null);
  }

  private void keep(PgConnection open) {
    if (closed) {
      open.close();
    } else {
      connection = open;
      open.closeHandler(lost -> connection = null);
    }
  }

  /** Ends it; what it still waits for is dropped. */
  public void close() {
    vertx
        .getOrCreateContext()
        .runOnContext(
            now -> {
              closed = true;
              vertx.cancelTimer(timer);
              if (connection != null) {
                connection.close();
              }
            });
  }
}
