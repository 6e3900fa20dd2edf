package io.pricewright.store.database;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells which failures of a transaction are problems a caller can act on. */
public final class Failures {
  private static final Problem BUSY =
      new Problem.Unavailable("The store is busy or away. Send the same request again.", 1);

  private Failures() {}

  /** Returns the problem behind a failure, or null when it is a fault of ours. */
  public static @Nullable Problem problemOf(Throwable failure) {
    return switch (failure) {
      case ProblemException known -> known.problem();
      case PgException database -> ofState(database.getSqlState());
      case ClosedConnectionException ignored -> BUSY;
      case ConnectException ignored -> BUSY;
      case TimeoutException ignored -> BUSY;
      default -> failure.getClass().getSimpleName().contains("PoolTooBusy") ? BUSY : null;
    };
  }

  /** Returns whether a row was refused because its key is taken. */
  public static boolean uniqueViolation(Throwable failure) {
    return failure instanceof PgException database && "23505".equals(database.getSqlState());
  }

  /** Returns whether a statement waited too long for a lock. */
  public static boolean lockTimeout(Throwable failure) {
    return failure instanceof PgException database && "55P03".equals(database.getSqlState());
  }

  private static @Nullable Problem ofState(@Nullable String state) {
    return switch (state == null ? "" : state) {
      case "23505" -> new Problem.AlreadyExists("A value that has to be unique is taken.");
      case "40001", "40P01", "55P03", "57014", "57P01", "57P03", "53300" -> BUSY;
      default -> null;
    };
  }
}
