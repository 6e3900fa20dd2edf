package io.pricewright.store.database;

import io.vertx.sqlclient.Row;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Record;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table, as rows and callers see it: where its value is in a row, and how it crosses
 * to the database. The generated rows make one for each column of the migrations.
 *
 * @param <R> the rows
 * @param <V> the values
 */
public final class Column<R, V> {
  private final TableField<Record, V> field;
  private final Function<R, @Nullable V> value;
  private final DriverType type;

  private Column(TableField<Record, V> field, Function<R, @Nullable V> value) {
    this.field = field;
    this.value = value;
    this.type = DriverType.of(field.getDataType());
  }

  /** Makes a column of a generated field. */
  public static <R, V> Column<R, V> of(
      TableField<Record, V> field, Function<R, @Nullable V> value) {
    return new Column<>(field, value);
  }

  /** Returns its name in the database. */
  public String name() {
    return field.getName();
  }

  TableField<Record, V> field() {
    return field;
  }

  /** Whether the database makes its values. */
  boolean made() {
    return field.getDataType().identity() || field.getDataType().readonly();
  }

  @Nullable V value(R row) {
    return value.apply(row);
  }

  /** Reads a value that is never null. */
  public V get(Row row, int at) {
    return Objects.requireNonNull(getOrNull(row, at), field.getName());
  }

  /** Reads a value. */
  @SuppressWarnings("unchecked") // the field's converter makes values of the field's type
  public @Nullable V getOrNull(Row row, int at) {
    return (V) type.read(row, at);
  }

  @Override
  public String toString() {
    return field.getQualifiedName().toString();
  }
}
