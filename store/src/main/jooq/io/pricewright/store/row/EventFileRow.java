package io.pricewright.store.row;

import io.pricewright.rules.id.EventFileId;
import io.pricewright.rules.simulation.EventFileFormat;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.EventFiles;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code event_files}. */
public record EventFileRow(
    EventFileId id,
    EventFileFormat format,
    @Nullable String name,
    Instant createdAt) {
  /** {@code id}. */
  public static final Column<EventFileRow, EventFileId> ID =
      Column.of(EventFiles.EVENT_FILES.ID, EventFileRow::id);

  /** {@code format}. */
  public static final Column<EventFileRow, EventFileFormat> FORMAT =
      Column.of(EventFiles.EVENT_FILES.FORMAT, EventFileRow::format);

  /** {@code name}. */
  public static final Column<EventFileRow, String> NAME =
      Column.of(EventFiles.EVENT_FILES.NAME, EventFileRow::name);

  /** {@code created_at}. */
  public static final Column<EventFileRow, Instant> CREATED_AT =
      Column.of(EventFiles.EVENT_FILES.CREATED_AT, EventFileRow::createdAt);

  /** The everyday statements. */
  public static final Entity<EventFileRow> TABLE =
      Entity.of(
          EventFiles.EVENT_FILES,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              FORMAT,
              NAME,
              CREATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static EventFileRow read(Row row, int at) {
    return new EventFileRow(
        ID.get(row, at + 0),
        FORMAT.get(row, at + 1),
        NAME.getOrNull(row, at + 2),
        CREATED_AT.get(row, at + 3));
  }

  /** Returns the row with another id. */
  public EventFileRow withId(EventFileId id) {
    return new EventFileRow(
        id,
        format,
        name,
        createdAt);
  }

  /** Returns the row with another format. */
  public EventFileRow withFormat(EventFileFormat format) {
    return new EventFileRow(
        id,
        format,
        name,
        createdAt);
  }

  /** Returns the row with another name. */
  public EventFileRow withName(@Nullable String name) {
    return new EventFileRow(
        id,
        format,
        name,
        createdAt);
  }

  /** Returns the row with another created_at. */
  public EventFileRow withCreatedAt(Instant createdAt) {
    return new EventFileRow(
        id,
        format,
        name,
        createdAt);
  }
}
