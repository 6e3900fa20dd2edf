package io.pricewright.store.simulation;

import static io.pricewright.store.jooq.tables.EventFileParts.EVENT_FILE_PARTS;
import static io.pricewright.store.jooq.tables.EventFiles.EVENT_FILES;

import io.pricewright.rules.id.EventFileId;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.EventFileRow;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Files of events, stored in parts that follow each other without a gap. */
public final class EventFiles {
  /** Most parts of a file. */
  public static final int MAX_PARTS = 64;

  private static final Statement PUT =
      Sql.statement(
          dsl ->
              dsl.insertInto(EVENT_FILE_PARTS)
                  .set(EVENT_FILE_PARTS.TENANT, Sql.tenant())
                  .set(EVENT_FILE_PARTS.ENVIRONMENT, Sql.environment())
                  .set(EVENT_FILE_PARTS.FILE_ID, Sql.arg(1, EVENT_FILE_PARTS.FILE_ID))
                  .set(EVENT_FILE_PARTS.PART, Sql.arg(2, EVENT_FILE_PARTS.PART))
                  .set(EVENT_FILE_PARTS.BODY, Sql.arg(3, EVENT_FILE_PARTS.BODY))
                  .onConflict(
                      EVENT_FILE_PARTS.TENANT,
                      EVENT_FILE_PARTS.ENVIRONMENT,
                      EVENT_FILE_PARTS.FILE_ID,
                      EVENT_FILE_PARTS.PART)
                  .doUpdate()
                  .set(EVENT_FILE_PARTS.BODY, DSL.excluded(EVENT_FILE_PARTS.BODY)));
  private static final Statement FIND =
      Sql.statement(
          dsl ->
              dsl.select(EventFileRow.TABLE.fields())
                  .select(
                      DSL.count(EVENT_FILE_PARTS.PART),
                      DSL.coalesce(
                          DSL.sum(
                              DSL.function("length", SQLDataType.INTEGER, EVENT_FILE_PARTS.BODY)),
                          DSL.inline(0)))
                  .from(EVENT_FILES)
                  .leftJoin(EVENT_FILE_PARTS)
                  .on(Sql.same(EVENT_FILES, EVENT_FILE_PARTS))
                  .and(EVENT_FILE_PARTS.FILE_ID.eq(EVENT_FILES.ID))
                  .where(Sql.in(EVENT_FILES))
                  .and(EVENT_FILES.ID.eq(Sql.arg(1, EVENT_FILES.ID)))
                  .groupBy(EventFileRow.TABLE.fields()));
  private static final Statement PART =
      Sql.statement(
          dsl ->
              dsl.select(EVENT_FILE_PARTS.BODY)
                  .from(EVENT_FILE_PARTS)
                  .where(Sql.in(EVENT_FILE_PARTS))
                  .and(EVENT_FILE_PARTS.FILE_ID.eq(Sql.arg(1, EVENT_FILE_PARTS.FILE_ID)))
                  .and(EVENT_FILE_PARTS.PART.eq(Sql.arg(2, EVENT_FILE_PARTS.PART))));

  private EventFiles() {}

  /**
   * A file as stored.
   *
   * @param row what was said of it
   * @param parts how many parts it has so far
   * @param bytes how long they are together
   */
  public record Stored(EventFileRow row, long parts, long bytes) {
    private static Stored of(Row row) {
      int columns = EventFileRow.TABLE.fields().size();
      return new Stored(EventFileRow.read(row, 0), row.getLong(columns), row.getLong(columns + 1));
    }
  }

  /** Adds an empty file. */
  public static Future<Void> add(Tx tx, EventFileRow file) {
    return EventFileRow.TABLE.add(tx, file);
  }

  /** Stores a part, or stores it anew. */
  public static Future<Void> put(Tx tx, EventFileId id, int part, Buffer body) {
    return tx.run(PUT, id, part, body).mapEmpty();
  }

  /** Finds a file. */
  public static Future<Optional<Stored>> find(Tx tx, EventFileId id) {
    return tx.run(FIND, id).map(rows -> Rows.first(rows, Stored::of));
  }

  /** Reads a part; empty behind the last. */
  public static Future<Optional<Buffer>> part(Tx tx, EventFileId id, int part) {
    return tx.run(PART, id, part).map(rows -> Rows.first(rows, row -> row.getBuffer(0)));
  }
}
