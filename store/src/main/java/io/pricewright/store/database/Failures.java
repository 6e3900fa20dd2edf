package io.pricewright.store.database;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells which failures of a transaction are problems a caller can act on. */
public final class Failures {
  private static final Problem BUSY =
      new Problem.Unavailable("The store is busy or away. Send the same request again.", 1);

  private static final Problem FULL =
      new Problem.Unavailable(
          "The store has no room left on its disk, and nothing was written. Tell its operator, and"
              + " send the same request again when there is room.",
          30);
  private static final Problem READ_ONLY =
      new Problem.Unavailable(
          "The store takes no writes right now. Send the same request again.", 5);

  private Failures() {}

  /** Returns the problem behind a failure, or null when it is a fault of ours. */
  public static @Nullable Problem problemOf(Throwable failure) {
    return switch (failure) {
      case ProblemException known -> known.problem();
      case PgException database -> ofState(database.getSqlState());
      case ClosedConnectionException ignored -> BUSY;
      case VertxException client when closed(client) -> BUSY;
      case ConnectException ignored -> BUSY;
      case TimeoutException ignored -> BUSY;
      case SQLException blocking -> ofState(blocking.getSQLState());
      case IllegalStateException wrapped when wrapped.getCause() instanceof SQLException blocking ->
          ofState(blocking.getSQLState());
      default -> failure.getClass().getSimpleName().contains("PoolTooBusy") ? BUSY : null;
    };
  }

  /** Returns whether the client sent nothing, because the server had ended the connection. */
  static boolean closed(VertxException client) {
    return String.valueOf(client.getMessage()).startsWith("Connection is not active");
  }

  /** Returns whether a row was refused because its key is taken. */
  public static boolean uniqueViolation(Throwable failure) {
    return failure instanceof PgException database && "23505".equals(database.getSqlState());
  }

  /** Returns whether a statement waited too long for a lock. */
  public static boolean lockTimeout(Throwable failure) {
    return failure instanceof PgException database && "55P03".equals(database.getSqlState());
  }

  /** Returns whether a statement took longer than one may. */
  public static boolean tooLong(Throwable failure) {
    return failure instanceof PgException database && "57014".equals(database.getSqlState());
  }

  private static @Nullable Problem ofState(@Nullable String state) {
    return switch (state == null ? "" : state) {
      case "23505" -> new Problem.AlreadyExists("A value that has to be unique is taken.");
      case "25P03",
          "40001",
          "40P01",
          "55P03",
          "57014",
          "57P01",
          "57P02",
          "57P03",
          "53200",
          "53300",
          "08000",
          "08001",
          "08003",
          "08004",
          "08006" ->
          BUSY;
      case "53100" -> FULL;
      case "25006" -> READ_ONLY;
      default -> null;
    };
  }
}
