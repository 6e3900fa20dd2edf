package io.pricewright.store.catalogue;

import static io.pricewright.store.database.Scoped.CREATED_AT;
import static io.pricewright.store.database.Scoped.ENVIRONMENT;
import static io.pricewright.store.database.Scoped.ID;
import static io.pricewright.store.database.Scoped.TENANT;

import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The statements every table of the catalogue has: add, change, find, list, count. Rows are told by
 * id; conditions are columns that equal texts.
 */
public final class Catalogued<T> {
  private final Table<Record> table;
  private final Map<String, Field<?>> columns = new LinkedHashMap<>();
  private final BiConsumer<T, Values> toRow;
  private final Function<Row, T> fromRow;

  /** The values of a row, by column. */
  public static final class Values {
    private final Map<Field<?>, @Nullable Object> set = new LinkedHashMap<>();

    private Values() {}

    /** Sets a column. */
    public <V> Values set(Field<V> column, @Nullable V value) {
      set.put(column, value);
      return this;
    }
  }

  /**
   * Describes a table.
   *
   * @param toRow sets the columns of a value
   * @param fromRow reads them
   */
  public Catalogued(
      String table, List<Field<?>> columns, BiConsumer<T, Values> toRow, Function<Row, T> fromRow) {
    this.table = Scoped.table(table);
    columns.forEach(column -> this.columns.put(column.getName(), column));
    this.toRow = toRow;
    this.fromRow = fromRow;
  }

  private Map<Field<?>, @Nullable Object> values(T value) {
    Values values = new Values();
    toRow.accept(value, values);
    return values.set;
  }

  /** Adds a row. Fails with 23505 when a unique value is taken. */
  public Future<Void> add(Tx tx, T value) {
    Map<Field<?>, @Nullable Object> row = values(value);
    row.put(TENANT, tx.scope().tenant());
    row.put(ENVIRONMENT, tx.scope().environment());
    return tx.run(Sql.DSL_CONTEXT.insertInto(table).set(row)).mapEmpty();
  }

  /** Writes a row anew. */
  public Future<Void> put(Tx tx, String id, T value) {
    return tx.run(
            Sql.DSL_CONTEXT
                .update(table)
                .set(values(value))
                .where(Scoped.in(tx.scope()).and(ID.eq(id))))
        .mapEmpty();
  }

  /** Returns a row by id. */
  public Future<Optional<T>> find(Tx tx, String id) {
    return findBy(tx, Map.of("id", id));
  }

  /** Returns the newest row whose columns equal some texts. */
  public Future<Optional<T>> findBy(Tx tx, Map<String, String> equal) {
    return list(tx, equal, 1, 0).map(rows -> rows.stream().findFirst());
  }

  /** Returns rows whose columns equal some texts, newest first. */
  public Future<List<T>> list(Tx tx, Map<String, String> equal, int limit, int offset) {
    return list(tx, where(tx, equal), limit, offset);
  }

  /** Returns rows each of whose columns is among some values, newest first. */
  public Future<List<T>> listAmong(Tx tx, Map<String, List<String>> among, int limit, int offset) {
    return list(tx, whereAmong(tx, among), limit, offset);
  }

  /** Returns how many rows have each of the columns among some values. */
  public Future<Long> countAmong(Tx tx, Map<String, List<String>> among) {
    return count(tx, whereAmong(tx, among));
  }

  private Future<List<T>> list(Tx tx, Condition condition, int limit, int offset) {
    return tx.run(
            Sql.DSL_CONTEXT
                .select(List.copyOf(columns.values()))
                .from(table)
                .where(condition)
                .orderBy(CREATED_AT.desc(), ID.desc())
                .limit(limit)
                .offset(offset))
        .map(rows -> Rows.all(rows, fromRow));
  }

  /** Returns rows one of whose columns is any of some texts, newest first; at most 10,000. */
  public Future<List<T>> listAny(Tx tx, String column, List<String> texts) {
    if (texts.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return tx.run(
            Sql.DSL_CONTEXT
                .select(List.copyOf(columns.values()))
                .from(table)
                .where(
                    Scoped.in(tx.scope())
                        .and(text(column).eq(DSL.any(texts.toArray(String[]::new)))))
                .orderBy(CREATED_AT.desc(), ID.desc())
                .limit(10_000))
        .map(rows -> Rows.all(rows, fromRow));
  }

  /** Returns rows whose column equals a number, oldest first. */
  public Future<List<T>> listNumbered(Tx tx, Field<Long> column, long number, int limit) {
    return tx.run(
            Sql.DSL_CONTEXT
                .select(List.copyOf(columns.values()))
                .from(table)
                .where(Scoped.in(tx.scope()).and(column.eq(number)))
                .orderBy(CREATED_AT, ID)
                .limit(limit))
        .map(rows -> Rows.all(rows, fromRow));
  }

  /** Returns how many rows have columns that equal some texts. */
  public Future<Long> count(Tx tx, Map<String, String> equal) {
    return count(tx, where(tx, equal));
  }

  private Future<Long> count(Tx tx, Condition condition) {
    return tx.run(Sql.DSL_CONTEXT.select(DSL.count()).from(table).where(condition))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  private Condition whereAmong(Tx tx, Map<String, List<String>> among) {
    Condition condition = Scoped.in(tx.scope());
    for (Map.Entry<String, List<String>> entry : among.entrySet()) {
      Field<?> column = column(entry.getKey());
      List<String> values = entry.getValue();
      condition =
          condition.and(
              column.getType() == Long.class
                  ? column
                      .coerce(Long.class)
                      .eq(DSL.any(values.stream().map(Long::valueOf).toArray(Long[]::new)))
                  : column.coerce(String.class).eq(DSL.any(values.toArray(String[]::new))));
    }
    return condition;
  }

  private Condition where(Tx tx, Map<String, String> equal) {
    Condition condition = Scoped.in(tx.scope());
    for (Map.Entry<String, String> entry : equal.entrySet()) {
      condition = condition.and(text(entry.getKey()).eq(entry.getValue()));
    }
    return condition;
  }

  private Field<String> text(String name) {
    return column(name).coerce(String.class);
  }

  private Field<?> column(String name) {
    Field<?> column = columns.get(name);
    if (column == null) {
      throw new IllegalStateException(table.getName() + " has no column " + name);
    }
    return column;
  }
}
