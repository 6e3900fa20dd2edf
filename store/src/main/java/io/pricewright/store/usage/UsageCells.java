package io.pricewright.store.usage;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.rating.Cell;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.StoredUsage;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.usage.DistinctValues;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The tables of usage cells and distinct values. */
public final class UsageCells {
  private static final String READ =
      "select c.customer_no, c.line_item_no, c.period_start, c.part, c.period_end, c.state, c.booked,"
          + " c.currency from usage_cells c join unnest($3::bigint[], $4::bigint[], $5::timestamptz[],"
          + " $6::text[]) as k(customer_no, line_item_no, period_start, part) using (customer_no,"
          + " line_item_no, period_start, part) where c.tenant = $1 and c.environment = $2";
  private static final String WRITE =
      "insert into usage_cells (tenant, environment, customer_no, line_item_no, period_start, part,"
          + " period_end, state, booked, currency) select $1, $2, * from unnest($3::bigint[], $4::bigint[],"
          + " $5::timestamptz[], $6::text[], $7::timestamptz[], $8::text[], $9::numeric[], $10::text[])"
          + " on conflict (tenant, environment, customer_no, line_item_no, period_start, part)"
          + " do update set state = excluded.state, booked = excluded.booked";
  private static final String MAKE =
      WRITE.substring(0, WRITE.indexOf(" do update")) + " do nothing";
  private static final String READ_VALUES =
      "select v.customer_no, v.line_item_no, v.period_start, v.part, v.value_hash, v.segment_start,"
          + " v.multiplicity from unique_values v join unnest($3::bigint[], $4::bigint[], $5::timestamptz[],"
          + " $6::text[], $7::bytea[]) as k(customer_no, line_item_no, period_start, part, value_hash)"
          + " using (customer_no, line_item_no, period_start, part, value_hash)"
          + " where v.tenant = $1 and v.environment = $2";
  private static final String WRITE_VALUES =
      "insert into unique_values (tenant, environment, customer_no, line_item_no, period_start, part,"
          + " value_hash, segment_start, multiplicity) select $1, $2, * from unnest($3::bigint[],"
          + " $4::bigint[], $5::timestamptz[], $6::text[], $7::bytea[], $8::timestamptz[], $9::bigint[])"
          + " on conflict (tenant, environment, customer_no, line_item_no, period_start, part, value_hash,"
          + " segment_start) do update set multiplicity = excluded.multiplicity";
  private static final String FORGET_VALUES =
      "delete from unique_values where tenant = $1 and environment = $2 and customer_no = $3 and"
          + " line_item_no = $4 and period_start = $5 and part = $6";

  private UsageCells() {}

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

  private static Future<Map<CellKey, Cell>> readCells(Tx tx, Map<CellKey, AggregationType> cells) {
    return tx.run(READ, keys(tx, cells.keySet()))
        .map(
            rows -> {
              Map<CellKey, Cell> found = new HashMap<>();
              for (Row row : rows) {
                CellKey key = key(row);
                AggregationType type = Objects.requireNonNull(cells.get(key));
                found.put(
                    key,
                    new Cell(
                        key,
                        new Interval(key.periodStart(), row.getOffsetDateTime(4).toInstant()),
                        new Currency(row.getString(7)),
                        Cell.parseState(type, row.getString(5)),
                        row.getBigDecimal(6)));
              }
              return found;
            });
  }

  private static Future<Map<CellKey, DistinctValues>> readValues(
      Tx tx, Map<CellKey, Set<EventKey>> values) {
    Map<CellKey, DistinctValues> found = new HashMap<>();
    if (values.isEmpty()) {
      return Future.succeededFuture(found);
    }
    List<CellKey> keys = new ArrayList<>();
    List<Buffer> hashes = new ArrayList<>();
    values.forEach(
        (key, touched) -> {
          found.put(key, new DistinctValues());
          for (EventKey value : touched) {
            keys.add(key);
            hashes.add(Buffer.buffer(value.bytes()));
          }
        });
    return tx.run(READ_VALUES, keys(tx, keys).addArrayOfBuffer(hashes.toArray(Buffer[]::new)))
        .map(
            rows -> {
              for (Row row : rows) {
                Objects.requireNonNull(found.get(key(row)))
                    .load(
                        EventKey.fromBytes(row.getBuffer(4).getBytes()),
                        row.getOffsetDateTime(5).toInstant(),
                        row.getLong(6));
              }
              return found;
            });
  }

  /** Writes cells' new states. */
  public static Future<Void> write(Tx tx, List<Cell> cells) {
    return write(tx, cells, WRITE);
  }

  private static Future<Void> write(Tx tx, List<Cell> cells, String sql) {
    if (cells.isEmpty()) {
      return Future.succeededFuture();
    }
    int n = cells.size();
    OffsetDateTime[] ends = new OffsetDateTime[n];
    String[] states = new String[n];
    BigDecimal[] booked = new BigDecimal[n];
    String[] currencies = new String[n];
    for (int i = 0; i < n; i++) {
      ends[i] = Tx.at(cells.get(i).period().to());
      states[i] = cells.get(i).stateText();
      booked[i] = cells.get(i).booked();
      currencies[i] = cells.get(i).currency().code();
    }
    return tx.run(
            sql,
            keys(tx, cells.stream().map(Cell::key).toList())
                .addArrayOfOffsetDateTime(ends)
                .addArrayOfString(states)
                .addArrayOfBigDecimal(booked)
                .addArrayOfString(currencies))
        .mapEmpty();
  }

  /** Makes cells that do not exist, and leaves the others as they are. */
  public static Future<Void> makeMissing(Tx tx, List<Cell> cells) {
    return write(tx, cells, MAKE);
  }

  /** Writes the multiplicities that changed. */
  public static Future<Void> writeValues(Tx tx, Map<CellKey, DistinctValues> distinct) {
    List<CellKey> keys = new ArrayList<>();
    List<Buffer> hashes = new ArrayList<>();
    List<OffsetDateTime> segments = new ArrayList<>();
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
                              hashes.add(Buffer.buffer(value.bytes()));
                              segments.add(Tx.at(segment));
                              counts.add(count);
                            })));
    if (keys.isEmpty()) {
      return Future.succeededFuture();
    }
    return tx.run(
            WRITE_VALUES,
            keys(tx, keys)
                .addArrayOfBuffer(hashes.toArray(Buffer[]::new))
                .addArrayOfOffsetDateTime(segments.toArray(OffsetDateTime[]::new))
                .addArrayOfLong(counts.toArray(Long[]::new)))
        .mapEmpty();
  }

  /** Removes all distinct values of a cell, before a recount writes them anew. */
  public static Future<Void> forgetValues(Tx tx, CellKey key) {
    return tx.run(
            FORGET_VALUES,
            Tuple.of(tx.scope().tenant(), tx.scope().environment(), key.customerNo().value())
                .addLong(key.lineItemNo().value())
                .addOffsetDateTime(Tx.at(key.periodStart()))
                .addString(key.part()))
        .mapEmpty();
  }

  /** Returns the cells of a line item whose period ends after an instant, at most 10,000. */
  public static Future<List<CellKey>> ofLineItem(
      Tx tx, CustomerNo customerNo, LineItemNo lineItemNo, Instant endsAfter) {
    return tx.run(
            "select customer_no, line_item_no, period_start, part from usage_cells where tenant = $1 and"
                + " environment = $2 and customer_no = $3 and line_item_no = $4 and period_end > $5"
                + " order by period_start, part limit 10000",
            Tuple.of(
                    tx.scope().tenant(),
                    tx.scope().environment(),
                    customerNo.value(),
                    lineItemNo.value())
                .addOffsetDateTime(Tx.at(endsAfter)))
        .map(
            rows -> {
              List<CellKey> keys = new ArrayList<>();
              rows.forEach(row -> keys.add(key(row)));
              return keys;
            });
  }

  private static CellKey key(Row row) {
    return new CellKey(
        new CustomerNo(row.getLong(0)),
        new LineItemNo(row.getLong(1)),
        row.getOffsetDateTime(2).toInstant(),
        row.getString(3));
  }

  private static Tuple keys(Tx tx, Collection<CellKey> keys) {
    int n = keys.size();
    Long[] customers = new Long[n];
    Long[] lineItems = new Long[n];
    OffsetDateTime[] periods = new OffsetDateTime[n];
    String[] parts = new String[n];
    int i = 0;
    for (CellKey key : keys) {
      customers[i] = key.customerNo().value();
      lineItems[i] = key.lineItemNo().value();
      periods[i] = Tx.at(key.periodStart());
      parts[i] = key.part();
      i++;
    }
    return Tuple.of(tx.scope().tenant(), tx.scope().environment())
        .addArrayOfLong(customers)
        .addArrayOfLong(lineItems)
        .addArrayOfOffsetDateTime(periods)
        .addArrayOfString(parts);
  }
}
