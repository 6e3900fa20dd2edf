package io.pricewright.store.simulation;

import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files of events, stored in parts that follow each other without a gap. */
public final class EventFiles {
  /** Most parts of a file. */
  public static final int MAX_PARTS = 64;

  private static final String ADD =
      "insert into event_files (tenant, environment, id, format, name, created_at)"
          + " values ($1, $2, $3, $4, $5, $6)";
  private static final String PUT =
      "insert into event_file_parts (tenant, environment, file_id, part, body)"
          + " values ($1, $2, $3, $4, $5) on conflict (tenant, environment, file_id, part)"
          + " do update set body = excluded.body";
  private static final String FIND =
      "select f.id, f.format, f.name, f.created_at, count(p.part), coalesce(sum(length(p.body)), 0)"
          + " from event_files f left join event_file_parts p on p.tenant = f.tenant"
          + " and p.environment = f.environment and p.file_id = f.id"
          + " where f.tenant = $1 and f.environment = $2 and f.id = $3"
          + " group by f.id, f.format, f.name, f.created_at";
  private static final String PART =
      "select body from event_file_parts where tenant = $1 and environment = $2 and file_id = $3"
          + " and part = $4";

  private EventFiles() {}

  /** A file as stored. */
  public record EventFile(
      String id, String format, @Nullable String name, Instant createdAt, long parts, long bytes) {}

  /** Adds an empty file of a format, csv or ndjson. */
  public static Future<Void> add(
      Tx tx, String id, String format, @Nullable String name, Instant now) {
    return tx.run(
            ADD,
            scoped(tx)
                .addString(id)
                .addString(format)
                .addString(name)
                .addOffsetDateTime(Tx.at(now)))
        .mapEmpty();
  }

  /** Stores a part, or stores it anew. */
  public static Future<Void> put(Tx tx, String id, int part, Buffer body) {
    return tx.run(PUT, scoped(tx).addString(id).addInteger(part).addBuffer(body)).mapEmpty();
  }

  /** Finds a file. */
  public static Future<Optional<EventFile>> find(Tx tx, String id) {
    return tx.run(FIND, scoped(tx).addString(id))
        .map(
            rows ->
                Rows.first(
                    rows,
                    row ->
                        new EventFile(
                            row.getString(0),
                            row.getString(1),
                            row.getString(2),
                            Rows.instant(row, "created_at"),
                            row.getLong(4),
                            row.getLong(5))));
  }

  /** Reads a part; empty behind the last. */
  public static Future<Optional<Buffer>> part(Tx tx, String id, int part) {
    return tx.run(PART, scoped(tx).addString(id).addInteger(part))
        .map(rows -> Rows.first(rows, row -> row.getBuffer(0)));
  }

  private static Tuple scoped(Tx tx) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment());
  }
}
