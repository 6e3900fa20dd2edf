package io.pricewright.store.row;

import io.pricewright.rules.id.EnvironmentId;
import io.pricewright.rules.tenancy.EnvironmentType;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Environments;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;

/** A row of {@code environments}. */
public record EnvironmentRow(
    EnvironmentId id,
    String name,
    EnvironmentType type,
    Long epoch,
    Long clockAheadUs,
    Instant createdAt) {
  /** {@code id}. */
  public static final Column<EnvironmentRow, EnvironmentId> ID =
      Column.of(Environments.ENVIRONMENTS.ID, EnvironmentRow::id);

  /** {@code name}. */
  public static final Column<EnvironmentRow, String> NAME =
      Column.of(Environments.ENVIRONMENTS.NAME, EnvironmentRow::name);

  /** {@code type}. */
  public static final Column<EnvironmentRow, EnvironmentType> TYPE =
      Column.of(Environments.ENVIRONMENTS.TYPE, EnvironmentRow::type);

  /** {@code epoch}. */
  public static final Column<EnvironmentRow, Long> EPOCH =
      Column.of(Environments.ENVIRONMENTS.EPOCH, EnvironmentRow::epoch);

  /** {@code clock_ahead_us}. */
  public static final Column<EnvironmentRow, Long> CLOCK_AHEAD_US =
      Column.of(Environments.ENVIRONMENTS.CLOCK_AHEAD_US, EnvironmentRow::clockAheadUs);

  /** {@code created_at}. */
  public static final Column<EnvironmentRow, Instant> CREATED_AT =
      Column.of(Environments.ENVIRONMENTS.CREATED_AT, EnvironmentRow::createdAt);

  /** The everyday statements. */
  public static final Entity<EnvironmentRow> TABLE =
      Entity.of(
          Environments.ENVIRONMENTS,
          row -> read(row, 0),
          List.of(),
          List.of(
              ID,
              NAME,
              TYPE,
              EPOCH,
              CLOCK_AHEAD_US,
              CREATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static EnvironmentRow read(Row row, int at) {
    return new EnvironmentRow(
        ID.get(row, at + 0),
        NAME.get(row, at + 1),
        TYPE.get(row, at + 2),
        EPOCH.get(row, at + 3),
        CLOCK_AHEAD_US.get(row, at + 4),
        CREATED_AT.get(row, at + 5));
  }

  /** Returns the row with another id. */
  public EnvironmentRow withId(EnvironmentId id) {
    return new EnvironmentRow(
        id,
        name,
        type,
        epoch,
        clockAheadUs,
        createdAt);
  }

  /** Returns the row with another name. */
  public EnvironmentRow withName(String name) {
    return new EnvironmentRow(
        id,
        name,
        type,
        epoch,
        clockAheadUs,
        createdAt);
  }

  /** Returns the row with another type. */
  public EnvironmentRow withType(EnvironmentType type) {
    return new EnvironmentRow(
        id,
        name,
        type,
        epoch,
        clockAheadUs,
        createdAt);
  }

  /** Returns the row with another epoch. */
  public EnvironmentRow withEpoch(Long epoch) {
    return new EnvironmentRow(
        id,
        name,
        type,
        epoch,
        clockAheadUs,
        createdAt);
  }

  /** Returns the row with another clock_ahead_us. */
  public EnvironmentRow withClockAheadUs(Long clockAheadUs) {
    return new EnvironmentRow(
        id,
        name,
        type,
        epoch,
        clockAheadUs,
        createdAt);
  }

  /** Returns the row with another created_at. */
  public EnvironmentRow withCreatedAt(Instant createdAt) {
    return new EnvironmentRow(
        id,
        name,
        type,
        epoch,
        clockAheadUs,
        createdAt);
  }
}
