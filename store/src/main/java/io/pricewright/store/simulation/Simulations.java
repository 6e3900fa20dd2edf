package io.pricewright.store.simulation;

import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of simulations. */
public final class Simulations {
  private static final String HEAD =
      "id, status, request, progress, cancel, error, created_at, updated_at";
  private static final String ADD =
      "insert into simulations (tenant, environment, id, status, request, created_at, updated_at)"
          + " values ($1, $2, $3, 'running', $4, $5, $5)";
  private static final String TOUCH =
      "update simulations set progress = $4, updated_at = $5 where tenant = $1 and environment = $2"
          + " and id = $3 and status = 'running' returning cancel";
  private static final String FINISH =
      "update simulations set status = $4, report = $5, error = $6, progress = $7, updated_at = $8"
          + " where tenant = $1 and environment = $2 and id = $3 and status = 'running'";
  private static final String FIND =
      "select "
          + HEAD
          + ", null as report from simulations where tenant = $1 and environment = $2 and id = $3";
  private static final String FIND_WHOLE =
      "select "
          + HEAD
          + ", report from simulations where tenant = $1 and environment = $2 and id = $3";
  private static final String LIST =
      "select "
          + HEAD
          + ", null as report from simulations where tenant = $1 and environment = $2"
          + " order by created_at desc, id desc limit $3 offset $4";
  private static final String COUNT =
      "select count(*) from simulations where tenant = $1 and environment = $2";
  private static final String CANCEL =
      "update simulations set cancel = true where tenant = $1 and environment = $2 and id = $3"
          + " and status = 'running'";

  private Simulations() {}

  /** Adds a running simulation. */
  public static Future<Void> add(Tx tx, String id, String request, Instant now) {
    return tx.run(ADD, scoped(tx).addString(id).addString(request).addOffsetDateTime(Tx.at(now)))
        .mapEmpty();
  }

  /** Writes how far a running one came; returns whether somebody wants it to end. */
  public static Future<Boolean> touch(Tx tx, String id, String progress, Instant now) {
    return tx.run(TOUCH, scoped(tx).addString(id).addString(progress).addOffsetDateTime(Tx.at(now)))
        .map(rows -> rows.size() == 0 || rows.iterator().next().getBoolean(0));
  }

  /** Ends a running simulation. */
  public static Future<Void> finish(
      Tx tx,
      String id,
      String status,
      @Nullable String report,
      @Nullable String error,
      String progress,
      Instant now) {
    return tx.run(
            FINISH,
            scoped(tx)
                .addString(id)
                .addString(status)
                .addString(report)
                .addString(error)
                .addString(progress)
                .addOffsetDateTime(Tx.at(now)))
        .mapEmpty();
  }

  /** Finds a simulation. */
  public static Future<Optional<StoredSimulation>> find(Tx tx, String id, boolean withReport) {
    return tx.run(withReport ? FIND_WHOLE : FIND, scoped(tx).addString(id))
        .map(rows -> Rows.first(rows, Simulations::fromRow));
  }

  /** Returns simulations without their reports, newest first. */
  public static Future<List<StoredSimulation>> list(Tx tx, int limit, int offset) {
    return tx.run(LIST, scoped(tx).addInteger(limit).addInteger(offset))
        .map(rows -> Rows.all(rows, Simulations::fromRow));
  }

  /** Counts simulations. */
  public static Future<Long> count(Tx tx) {
    return tx.run(COUNT, scoped(tx)).map(rows -> rows.iterator().next().getLong(0));
  }

  /** Asks a running simulation to end. */
  public static Future<Void> cancel(Tx tx, String id) {
    return tx.run(CANCEL, scoped(tx).addString(id)).mapEmpty();
  }

  private static StoredSimulation fromRow(Row row) {
    return new StoredSimulation(
        row.getString("id"),
        row.getString("status"),
        row.getString("request"),
        row.getString("progress"),
        row.getBoolean("cancel"),
        row.getString("report"),
        row.getString("error"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }

  private static Tuple scoped(Tx tx) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment());
  }
}
