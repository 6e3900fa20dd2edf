package io.pricewright.store.database;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.util.Set;
import java.util.function.Supplier;

/** Repeats a transaction that failed for a reason that passes: at most three times more. */
public final class Retry {
  /** Most repetitions after the first attempt. */
  public static final int MOST = 3;

  // idle_in_transaction_session_timeout, serialization_failure, deadlock_detected,
  // lock_not_available, admin_shutdown, crash_shutdown,
  // cannot_connect_now
  private static final Set<String> PASSING =
      Set.of("25P03", "40001", "40P01", "55P03", "57P01", "57P02", "57P03");

  private Retry() {}

  /** Says that what was read has changed: roll back and begin again. */
  public static final class AgainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one, without stack trace. */
    public AgainException(String message) {
      super(message, null, false, false);
    }
  }

  /** Runs a transaction; fails with {@link Problem.Unavailable} when the fault does not pass. */
  public static <T> Future<T> transientFaults(Supplier<Future<T>> transaction) {
    return attempt(transaction, MOST);
  }

  private static <T> Future<T> attempt(Supplier<Future<T>> transaction, int left) {
    return transaction
        .get()
        .recover(
            fault -> {
              if (!passes(fault)) {
                return Future.failedFuture(fault);
              }
              return left > 0
                  ? attempt(transaction, left - 1)
                  : Future.failedFuture(
                      new ProblemException(
                          new Problem.Unavailable(
                              "The database did not answer in time; whether this was stored is not"
                                  + " known. Send the same request again with the same ids.",
                              1)));
            });
  }

  /** Returns whether a fault is one that a repetition may not meet again. */
  public static boolean passes(Throwable fault) {
    return switch (fault) {
      case AgainException again -> true;
      case PgException pg -> PASSING.contains(pg.getSqlState());
      case ClosedConnectionException closed -> true;
      case VertxException client when Failures.closed(client) -> true;
      case java.io.IOException io -> true;
      default -> {
        Throwable cause = fault.getCause();
        yield cause != null && passes(cause);
      }
    };
  }
}
