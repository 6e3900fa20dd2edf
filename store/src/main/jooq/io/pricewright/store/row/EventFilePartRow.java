package io.pricewright.store.row;

import io.pricewright.rules.id.EventFileId;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.EventFileParts;
import io.vertx.sqlclient.Row;
import java.util.List;

/** A row of {@code event_file_parts}. */
@SuppressWarnings("ArrayRecordComponent")
public record EventFilePartRow(
    EventFileId fileId,
    Integer part,
    byte[] body) {
  /** {@code file_id}. */
  public static final Column<EventFilePartRow, EventFileId> FILE_ID =
      Column.of(EventFileParts.EVENT_FILE_PARTS.FILE_ID, EventFilePartRow::fileId);

  /** {@code part}. */
  public static final Column<EventFilePartRow, Integer> PART =
      Column.of(EventFileParts.EVENT_FILE_PARTS.PART, EventFilePartRow::part);

  /** {@code body}. */
  public static final Column<EventFilePartRow, byte[]> BODY =
      Column.of(EventFileParts.EVENT_FILE_PARTS.BODY, EventFilePartRow::body);

  /** The everyday statements. */
  public static final Entity<EventFilePartRow> TABLE =
      Entity.of(
          EventFileParts.EVENT_FILE_PARTS,
          row -> read(row, 0),
          List.of(FILE_ID, PART),
          List.of(
              FILE_ID,
              PART,
              BODY));

  /** Reads a row whose columns begin at a position. */
  public static EventFilePartRow read(Row row, int at) {
    return new EventFilePartRow(
        FILE_ID.get(row, at + 0),
        PART.get(row, at + 1),
        BODY.get(row, at + 2));
  }

  /** Returns the row with another file_id. */
  public EventFilePartRow withFileId(EventFileId fileId) {
    return new EventFilePartRow(
        fileId,
        part,
        body);
  }

  /** Returns the row with another part. */
  public EventFilePartRow withPart(Integer part) {
    return new EventFilePartRow(
        fileId,
        part,
        body);
  }

  /** Returns the row with another body. */
  public EventFilePartRow withBody(byte[] body) {
    return new EventFilePartRow(
        fileId,
        part,
        body);
  }
}
