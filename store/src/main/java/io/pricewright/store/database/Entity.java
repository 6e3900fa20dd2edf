package io.pricewright.store.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The statements that every table has: add, put, find, list, count. Rows belong to the scope of the
 * transaction; tenant and environment are not part of them. What a table needs besides is a {@link
 * Statement} of its subject.
 *
 * @param <R> the rows
 */
public final class Entity<R> {
  /** Most rows of {@link #listAny}. */
  public static final int MOST_ANY = 10_000;

  private final Table<Record> table;
  private final Function<Row, R> read;
  private final List<Column<R, ?>> columns;
  private final List<Column<R, ?>> given;
  private final List<Column<R, ?>> key;
  private final List<SortField<?>> order;
  private final Statement insert;
  private final @Nullable Statement insertAll;
  private final @Nullable Statement update;
  private final Statement find;

  private Entity(
      Table<Record> table,
      Function<Row, R> read,
      List<Column<R, ?>> key,
      List<Column<R, ?>> columns) {
    this.table = table;
    this.read = read;
    this.columns = columns;
    this.key = key;
    this.given = columns.stream().filter(column -> !column.made()).toList();
    this.order = newestFirst();
    this.insert = Statement.of(Sql.DSL_CONTEXT.insertInto(table, into()).values(values()));
    this.insertAll = bulk();
    List<Column<R, ?>> changing = given.stream().filter(column -> !key.contains(column)).toList();
    this.update = changing.isEmpty() ? null : update(changing);
    this.find =
        Statement.of(
            Sql.DSL_CONTEXT.select(fields()).from(table).where(Sql.in(table)).and(isKey()));
  }

  /**
   * Describes a table.
   *
   * @param read reads the columns in order, from the first
   * @param key the columns of the primary key besides tenant and environment
   * @param columns all columns besides tenant and environment
   */
  public static <R> Entity<R> of(
      Table<Record> table,
      Function<Row, R> read,
      List<Column<R, ?>> key,
      List<Column<R, ?>> columns) {
    return new Entity<>(table, read, key, columns);
  }

  /** Returns its name in the database. */
  public String name() {
    return table.getName();
  }

  /** Returns the table. */
  public Table<Record> table() {
    return table;
  }

  /** Returns the columns of a row, in the order in which it is read. */
  public List<Field<?>> fields() {
    return columns.stream().<Field<?>>map(Column::field).toList();
  }

  /** Reads rows that begin with the columns of this table. */
  public List<R> all(Iterable<Row> rows) {
    List<R> all = new ArrayList<>();
    rows.forEach(row -> all.add(read.apply(row)));
    return all;
  }

  /** Reads the first row, if there is one. */
  public Optional<R> first(Iterable<Row> rows) {
    var iterator = rows.iterator();
    return iterator.hasNext() ? Optional.of(read.apply(iterator.next())) : Optional.empty();
  }

  // ---- statements ----

  /** Adds a row. Fails with 23505 when a unique value is taken. */
  public Future<Void> add(Tx tx, R row) {
    return tx.run(insert, arguments(given, row)).mapEmpty();
  }

  /** Adds rows in one statement, in their order. Fails with 23505 when a unique value is taken. */
  public Future<Void> addAll(Tx tx, List<R> rows) {
    if (rows.isEmpty()) {
      return Future.succeededFuture();
    }
    Statement all = Objects.requireNonNull(insertAll, table.getName() + " has arrays");
    return tx.run(all, (Object[]) arrays(given, rows)).mapEmpty();
  }

  /** Writes a row anew, by its key. */
  public Future<Void> put(Tx tx, R row) {
    Statement change = Objects.requireNonNull(update, table.getName() + " is key only");
    return tx.run(change, arguments(given, row)).mapEmpty();
  }

  /** Returns a row by the values of its key, in order. */
  public Future<Optional<R>> find(Tx tx, Object... keys) {
    return tx.run(find, keys).map(this::first);
  }

  /** Returns the newest row that fulfils conditions. */
  public Future<Optional<R>> one(Tx tx, Where<R> where) {
    return list(tx, where, 1, 0).map(rows -> rows.stream().findFirst());
  }

  /** Returns rows that fulfil conditions, newest first; without a time of making, by key. */
  public Future<List<R>> list(Tx tx, Where<R> where, int limit, int offset) {
    return listed(tx, where, order, limit, offset);
  }

  /** Returns rows that fulfil conditions, oldest first; without a time of making, by key. */
  public Future<List<R>> oldest(Tx tx, Where<R> where, int limit, int offset) {
    return listed(tx, where, oldestFirst(), limit, offset);
  }

  /** Returns rows that fulfil conditions in an order; those that are equal in it by key. */
  public Future<List<R>> list(Tx tx, Where<R> where, Sorted sorted, int limit, int offset) {
    Field<?> by = column(sorted.column()).field();
    List<SortField<?>> order = new ArrayList<>();
    order.add((sorted.ascending() ? by.asc() : by.desc()).nullsLast());
    key.forEach(
        column -> order.add(sorted.ascending() ? column.field().asc() : column.field().desc()));
    return listed(tx, where, order, limit, offset);
  }

  private Future<List<R>> listed(
      Tx tx, Where<R> where, List<SortField<?>> sorted, int limit, int offset) {
    return tx.run(
            Sql.DSL_CONTEXT
                .select(fields())
                .from(table)
                .where(within(tx, where))
                .orderBy(sorted)
                .limit(limit)
                .offset(offset))
        .map(this::all);
  }

  /**
   * Returns rows whose column has one of some values, newest first; at most {@link #MOST_ANY}. None
   * are asked for without asking.
   */
  public <V> Future<List<R>> listAny(Tx tx, Column<R, V> column, Collection<V> values) {
    return values.isEmpty()
        ? Future.succeededFuture(List.of())
        : list(tx, Where.<R>all().andAny(column, values), MOST_ANY, 0);
  }

  /**
   * Returns the condition that each of some columns, by its name, is one of some texts. Numbers are
   * told by their digits.
   */
  public Where<R> among(Map<String, List<String>> texts) {
    Where<R> where = Where.all();
    for (Map.Entry<String, List<String>> entry : texts.entrySet()) {
      where = where.andTexts(column(entry.getKey()), entry.getValue());
    }
    return where;
  }

  /** Returns the condition that all of some comparisons hold. */
  public Where<R> compared(List<Comparison> comparisons) {
    Where<R> where = Where.all();
    for (Comparison one : comparisons) {
      where = where.andCompared(column(one.column()), one.operator(), one.values());
    }
    return where;
  }

  private Column<R, ?> column(String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(table.getName() + " has no column " + name));
  }

  /** Returns how many rows fulfil conditions. */
  public Future<Long> count(Tx tx, Where<R> where) {
    return tx.run(Sql.DSL_CONTEXT.select(DSL.count()).from(table).where(within(tx, where)))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** Removes rows that fulfil conditions, and returns how many. */
  public Future<Integer> remove(Tx tx, Where<R> where) {
    return tx.run(Sql.DSL_CONTEXT.deleteFrom(table).where(within(tx, where)))
        .map(rows -> rows.rowCount());
  }

  private Condition within(Tx tx, Where<R> where) {
    return Sql.in(table, tx.scope()).and(where.condition());
  }

  // ---- shapes ----

  private List<Field<?>> into() {
    List<Field<?>> into = new ArrayList<>(List.of(scope(Sql.TENANT), scope(Sql.ENVIRONMENT)));
    given.forEach(column -> into.add(column.field()));
    return into;
  }

  private Field<Integer> scope(String name) {
    return Objects.requireNonNull(table.field(name, Integer.class), name);
  }

  private List<Field<?>> values() {
    List<Field<?>> values = new ArrayList<>(List.of(Sql.tenant(), Sql.environment()));
    for (int i = 0; i < given.size(); i++) {
      values.add(Sql.arg(i + 1, given.get(i).field()));
    }
    return values;
  }

  private @Nullable Statement bulk() {
    if (given.stream().anyMatch(column -> column.field().getDataType().isArray())) {
      return null;
    }
    Field<?>[] fields = given.stream().map(Column::field).toArray(Field<?>[]::new);
    Table<Record> rows = Sql.rows("added", 1, fields);
    List<Field<?>> select = new ArrayList<>(List.of(Sql.tenant(), Sql.environment()));
    given.forEach(column -> select.add(Sql.of(rows, column.field())));
    return Statement.of(
        Sql.DSL_CONTEXT
            .insertInto(table, into())
            .select(Sql.DSL_CONTEXT.select(select).from(rows)));
  }

  private Statement update(List<Column<R, ?>> changing) {
    var values = new java.util.LinkedHashMap<Field<?>, Field<?>>();
    changing.forEach(column -> values.put(column.field(), argument(column)));
    Condition where = Sql.in(table);
    for (Column<R, ?> column : key) {
      where =
          where.and(
              equal(
                  column,
                  given.contains(column)
                      ? given.indexOf(column) + 1
                      : given.size() + 1 + key.indexOf(column)));
    }
    return Statement.of(Sql.DSL_CONTEXT.update(table).set(values).where(where));
  }

  private Field<?> argument(Column<R, ?> column) {
    return Sql.arg(given.indexOf(column) + 1, column.field());
  }

  private Condition isKey() {
    Condition where = DSL.noCondition();
    for (int i = 0; i < key.size(); i++) {
      where = where.and(equal(key.get(i), i + 1));
    }
    return where;
  }

  private static <V> Condition equal(Column<?, V> column, int n) {
    return column.field().eq(Sql.arg(n, column.field()));
  }

  private List<SortField<?>> newestFirst() {
    Field<?> made = table.field("created_at");
    List<SortField<?>> sorted = new ArrayList<>();
    if (made != null) {
      sorted.add(made.desc());
      key.forEach(column -> sorted.add(column.field().desc()));
    } else {
      key.forEach(column -> sorted.add(column.field().asc()));
    }
    return sorted;
  }

  private List<SortField<?>> oldestFirst() {
    Field<?> made = table.field("created_at");
    List<SortField<?>> sorted = new ArrayList<>();
    if (made != null) {
      sorted.add(made.asc());
    }
    key.forEach(column -> sorted.add(column.field().asc()));
    return sorted;
  }

  private Object[] arguments(List<Column<R, ?>> given, R row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Column<R, ?> column : given) {
      values.add(column.value(row));
    }
    for (Column<R, ?> column : key) {
      values.add(column.value(row));
    }
    return values.toArray();
  }

  private List<?>[] arrays(List<Column<R, ?>> given, List<R> rows) {
    List<?>[] arrays = new List<?>[given.size()];
    for (int i = 0; i < arrays.length; i++) {
      Column<R, ?> column = given.get(i);
      List<@Nullable Object> values = new ArrayList<>(rows.size());
      rows.forEach(row -> values.add(column.value(row)));
      arrays[i] = values;
    }
    return arrays;
  }
}
