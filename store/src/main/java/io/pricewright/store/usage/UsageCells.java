package io.pricewright.store.usage;

import static io.pricewright.store.database.Sql.arg;
import static io.pricewright.store.database.Sql.in;
import static io.pricewright.store.database.Sql.insert;
import static io.pricewright.store.database.Sql.rows;
import static io.pricewright.store.database.Sql.statement;
import static io.pricewright.store.jooq.tables.UniqueValues.UNIQUE_VALUES;
import static io.pricewright.store.jooq.tables.UsageCells.USAGE_CELLS;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.noCondition;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rating.Cell;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.StoredUsage;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.usage.DistinctValues;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.UniqueValueRow;
import io.pricewright.store.row.UsageCellRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertOnConflictDoUpdateStep;
import org.jooq.Record;
import org.jooq.Table;

/** The tables of usage cells and distinct values. */
public final class UsageCells {
  private static final int MOST_CELLS = 10_000;
  private static final Field<?>[] KEY = {
    USAGE_CELLS.CUSTOMER_NO, USAGE_CELLS.LINE_ITEM_NO, USAGE_CELLS.PERIOD_START, USAGE_CELLS.PART
  };
  private static final Table<Record> CELLS = rows("cells", 1, KEY);
  private static final Statement READ =
      statement(
          sql ->
              sql.select(UsageCellRow.TABLE.fields())
                  .from(USAGE_CELLS)
                  .join(CELLS)
                  .on(same(USAGE_CELLS, CELLS))
                  .where(in(USAGE_CELLS)));
  private static final Statement WRITE =
      statement(
          sql ->
              added(sql)
                  .doUpdate()
                  .set(USAGE_CELLS.STATE, excluded(USAGE_CELLS.STATE))
                  .set(USAGE_CELLS.BOOKED, excluded(USAGE_CELLS.BOOKED)));
  private static final Statement MAKE = statement(sql -> added(sql).doNothing());
  private static final Table<Record> VALUES =
      rows(
          "touched",
          1,
          UNIQUE_VALUES.CUSTOMER_NO,
          UNIQUE_VALUES.LINE_ITEM_NO,
          UNIQUE_VALUES.PERIOD_START,
          UNIQUE_VALUES.PART,
          UNIQUE_VALUES.VALUE_HASH);
  private static final Statement READ_VALUES =
      statement(
          sql ->
              sql.select(UniqueValueRow.TABLE.fields())
                  .from(UNIQUE_VALUES)
                  .join(VALUES)
                  .on(
                      same(UNIQUE_VALUES, VALUES)
                          .and(
                              UNIQUE_VALUES.VALUE_HASH.eq(
                                  Sql.of(VALUES, UNIQUE_VALUES.VALUE_HASH))))
                  .where(in(UNIQUE_VALUES)));
  private static final Statement WRITE_VALUES = writeValues();
  private static final Statement OF_LINE_ITEM =
      statement(
          sql ->
              sql.select(KEY)
                  .from(USAGE_CELLS)
                  .where(in(USAGE_CELLS))
                  .and(USAGE_CELLS.CUSTOMER_NO.eq(arg(1, USAGE_CELLS.CUSTOMER_NO)))
                  .and(USAGE_CELLS.LINE_ITEM_NO.eq(arg(2, USAGE_CELLS.LINE_ITEM_NO)))
                  .and(USAGE_CELLS.PERIOD_END.gt(arg(3, USAGE_CELLS.PERIOD_END)))
                  .orderBy(USAGE_CELLS.PERIOD_START, USAGE_CELLS.PART)
                  .limit(MOST_CELLS));

  private static final Statement WITHIN =
      statement(
          sql ->
              sql.select(UsageCellRow.TABLE.fields())
                  .from(USAGE_CELLS)
                  .where(in(USAGE_CELLS))
                  .and(USAGE_CELLS.CUSTOMER_NO.eq(arg(1, USAGE_CELLS.CUSTOMER_NO)))
                  .and(Sql.among(2, USAGE_CELLS.LINE_ITEM_NO))
                  .and(USAGE_CELLS.PERIOD_END.gt(arg(3, USAGE_CELLS.PERIOD_END)))
                  .and(USAGE_CELLS.PERIOD_START.lt(arg(4, USAGE_CELLS.PERIOD_START)))
                  .limit(MOST_CELLS + 1));

  private UsageCells() {}

  private static Condition same(Table<?> table, Table<?> keys) {
    Condition same = noCondition();
    for (Field<?> column : KEY) {
      same = same.and(equal(table, keys, column));
    }
    return same;
  }

  private static <T> Condition equal(Table<?> table, Table<?> keys, Field<T> column) {
    return requireNonNull(table.field(column)).eq(Sql.of(keys, column));
  }

  private static InsertOnConflictDoUpdateStep<Record> added(DSLContext sql) {
    Field<?>[] columns = UsageCellRow.TABLE.fields().toArray(Field<?>[]::new);
    return insert(sql, USAGE_CELLS, columns)
        .onConflict(
            USAGE_CELLS.TENANT,
            USAGE_CELLS.ENVIRONMENT,
            USAGE_CELLS.CUSTOMER_NO,
            USAGE_CELLS.LINE_ITEM_NO,
            USAGE_CELLS.PERIOD_START,
            USAGE_CELLS.PART);
  }

  private static Statement writeValues() {
    Field<?>[] columns = UniqueValueRow.TABLE.fields().toArray(Field<?>[]::new);
    return statement(
        sql ->
            insert(sql, UNIQUE_VALUES, columns)
                .onConflict(
                    UNIQUE_VALUES.TENANT,
                    UNIQUE_VALUES.ENVIRONMENT,
                    UNIQUE_VALUES.CUSTOMER_NO,
                    UNIQUE_VALUES.LINE_ITEM_NO,
                    UNIQUE_VALUES.PERIOD_START,
                    UNIQUE_VALUES.PART,
                    UNIQUE_VALUES.VALUE_HASH,
                    UNIQUE_VALUES.SEGMENT_START)
                .doUpdate()
                .set(UNIQUE_VALUES.MULTIPLICITY, excluded(UNIQUE_VALUES.MULTIPLICITY)));
  }

  /** Reads cells and the multiplicities of some of their values, without awaiting between. */
  public static Future<StoredUsage> read(
      Tx tx, Map<CellKey, AggregationType> cells, Map<CellKey, Set<EventKey>> values) {
    if (cells.isEmpty()) {
      return Future.succeededFuture(new StoredUsage(Map.of(), Map.of()));
    }
    Future<Map<CellKey, Cell>> states = readCells(tx, cells);
    Future<Map<CellKey, DistinctValues>> distinct = readValues(tx, values);
    return Future.join(states, distinct)
        .map(both -> new StoredUsage(states.result(), distinct.result()));
  }

  /**
   * Reads the cells of line items whose periods have something of a span. Fails with {@code
   * Problem.InvalidOperation} when there are more than {@value #MOST_CELLS}.
   */
  public static Future<List<UsageCellRow>> within(
      Tx tx, CustomerNo customerNo, Collection<LineItemNo> lineItems, Interval span) {
    return tx.run(WITHIN, customerNo, lineItems.toArray(LineItemNo[]::new), span.from(), span.to())
        .map(
            rows -> {
              if (rows.size() > MOST_CELLS) {
                throw new ProblemException(
                    new Problem.InvalidOperation(
                        "The usage of this span is counted in more than %d buckets or groups: ask for a shorter one."
                            .formatted(MOST_CELLS)));
              }
              return UsageCellRow.TABLE.all(rows);
            });
  }

  private static Future<Map<CellKey, Cell>> readCells(Tx tx, Map<CellKey, AggregationType> cells) {
    return tx.run(READ, (Object[]) columns(cells.keySet()))
        .map(
            rows -> {
              Map<CellKey, Cell> found = new HashMap<>();
              for (UsageCellRow row : UsageCellRow.TABLE.all(rows)) {
                CellKey key = key(row);
                found.put(key, cell(row, requireNonNull(cells.get(key))));
              }
              return found;
            });
  }

  /** Returns the cell of a row whose meter aggregates so. */
  public static Cell cell(UsageCellRow row, AggregationType type) {
    return new Cell(
        key(row),
        new Interval(row.periodStart(), row.periodEnd()),
        row.currency(),
        Cell.parseState(type, row.state()),
        row.booked());
  }

  private static CellKey key(UsageCellRow row) {
    return new CellKey(row.customerNo(), row.lineItemNo(), row.periodStart(), row.part());
  }

  private static Future<Map<CellKey, DistinctValues>> readValues(
      Tx tx, Map<CellKey, Set<EventKey>> values) {
    Map<CellKey, DistinctValues> found = new HashMap<>();
    if (values.isEmpty()) {
      return Future.succeededFuture(found);
    }
    List<CellKey> keys = new ArrayList<>();
    List<EventKey> hashes = new ArrayList<>();
    values.forEach(
        (key, touched) -> {
          found.put(key, new DistinctValues());
          for (EventKey value : touched) {
            keys.add(key);
            hashes.add(value);
          }
        });
    return tx.run(READ_VALUES, (Object[]) columns(keys, hashes))
        .map(
            rows -> {
              for (UniqueValueRow row : UniqueValueRow.TABLE.all(rows)) {
                CellKey key =
                    new CellKey(row.customerNo(), row.lineItemNo(), row.periodStart(), row.part());
                requireNonNull(found.get(key))
                    .load(row.valueHash(), row.segmentStart(), row.multiplicity());
              }
              return found;
            });
  }

  /** Writes cells' new states. */
  public static Future<Void> write(Tx tx, List<Cell> cells) {
    return write(tx, cells, WRITE);
  }

  private static Future<Void> write(Tx tx, List<Cell> cells, Statement statement) {
    if (cells.isEmpty()) {
      return Future.succeededFuture();
    }
    return tx.run(
            statement,
            (Object[])
                columns(
                    cells.stream().map(Cell::key).toList(),
                    cells.stream().map(cell -> cell.period().to()).toList(),
                    cells.stream().map(Cell::stateText).toList(),
                    cells.stream().map(Cell::booked).toList(),
                    cells.stream().map(Cell::currency).toList()))
        .mapEmpty();
  }

  /** Makes cells that do not exist, and leaves the others as they are. */
  public static Future<Void> makeMissing(Tx tx, List<Cell> cells) {
    return write(tx, cells, MAKE);
  }

  /** Writes the multiplicities that changed. */
  public static Future<Void> writeValues(Tx tx, Map<CellKey, DistinctValues> distinct) {
    List<CellKey> keys = new ArrayList<>();
    List<EventKey> hashes = new ArrayList<>();
    List<Instant> segments = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    distinct.forEach(
        (key, values) ->
            values
                .changed()
                .forEach(
                    (value, bySegment) ->
                        bySegment.forEach(
                            (segment, count) -> {
                              keys.add(key);
                              hashes.add(value);
                              segments.add(segment);
                              counts.add(count);
                            })));
    if (keys.isEmpty()) {
      return Future.succeededFuture();
    }
    return tx.run(WRITE_VALUES, (Object[]) columns(keys, hashes, segments, counts)).mapEmpty();
  }

  /** Removes all distinct values of a cell, before a recount writes them anew. */
  public static Future<Void> forgetValues(Tx tx, CellKey key) {
    return UniqueValueRow.TABLE
        .remove(
            tx,
            Where.is(UniqueValueRow.CUSTOMER_NO, key.customerNo())
                .and(UniqueValueRow.LINE_ITEM_NO, key.lineItemNo())
                .and(UniqueValueRow.PERIOD_START, key.periodStart())
                .and(UniqueValueRow.PART, key.part()))
        .mapEmpty();
  }

  /** Returns the cells of a line item whose period ends after an instant, at most 10,000. */
  public static Future<List<CellKey>> ofLineItem(
      Tx tx, CustomerNo customerNo, LineItemNo lineItemNo, Instant endsAfter) {
    return tx.run(OF_LINE_ITEM, customerNo, lineItemNo, endsAfter)
        .map(
            rows -> {
              List<CellKey> keys = new ArrayList<>();
              for (Row row : rows) {
                keys.add(
                    new CellKey(
                        UsageCellRow.CUSTOMER_NO.get(row, 0),
                        UsageCellRow.LINE_ITEM_NO.get(row, 1),
                        UsageCellRow.PERIOD_START.get(row, 2),
                        UsageCellRow.PART.get(row, 3)));
              }
              return keys;
            });
  }

  /** Returns the columns of cells' keys and, behind them, others. */
  private static List<?>[] columns(Collection<CellKey> keys, List<?>... others) {
    List<?>[] columns = new List<?>[KEY.length + others.length];
    columns[0] = keys.stream().map(CellKey::customerNo).toList();
    columns[1] = keys.stream().map(CellKey::lineItemNo).toList();
    columns[2] = keys.stream().map(CellKey::periodStart).toList();
    columns[3] = keys.stream().map(CellKey::part).toList();
    System.arraycopy(others, 0, columns, KEY.length, others.length);
    return columns;
  }
}
