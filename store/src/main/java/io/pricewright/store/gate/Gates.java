package io.pricewright.store.gate;

import static io.pricewright.store.database.Sql.among;
import static io.pricewright.store.database.Sql.arg;
import static io.pricewright.store.database.Sql.in;
import static io.pricewright.store.database.Sql.statement;
import static io.pricewright.store.jooq.tables.Gates.GATES;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Query;

/** Takes customers' gates. A transaction takes all it needs in one call, before it reads. */
public final class Gates {
  private static final Statement TAKE = statement(sql -> take(sql, false));
  private static final Statement TAKE_FREE = statement(sql -> take(sql, true));
  private static final Statement SHARE =
      statement(
          sql ->
              sql.select(GATES.CUSTOMER_NO)
                  .from(GATES)
                  .where(in(GATES))
                  .and(among(1, GATES.CUSTOMER_NO))
                  .orderBy(GATES.CUSTOMER_NO)
                  .forShare());
  private static final Statement BUMP =
      statement(
          sql ->
              sql.update(GATES)
                  .set(GATES.VERSION, GATES.VERSION.plus(inline(1L)))
                  .where(in(GATES))
                  .and(GATES.CUSTOMER_NO.eq(arg(1, GATES.CUSTOMER_NO))));
  private static final Statement WATCH =
      statement(
          sql ->
              sql.update(GATES)
                  .set(GATES.WATCHED, inline(true))
                  .where(in(GATES))
                  .and(GATES.CUSTOMER_NO.eq(arg(1, GATES.CUSTOMER_NO))));
  private static final Statement OPEN =
      statement(
          sql ->
              sql.insertInto(GATES, GATES.TENANT, GATES.ENVIRONMENT, GATES.CUSTOMER_NO)
                  .values(Sql.tenant(), Sql.environment(), arg(1, GATES.CUSTOMER_NO)));

  private Gates() {}

  /**
   * The inner select locks in ascending order; the update then moves seq, so a seq is never given
   * twice.
   */
  private static Query take(DSLContext sql, boolean free) {
    var locked =
        sql.select(GATES.CUSTOMER_NO)
            .from(GATES)
            .where(in(GATES))
            .and(among(1, GATES.CUSTOMER_NO))
            .orderBy(GATES.CUSTOMER_NO)
            .forNoKeyUpdate();
    var taken =
        name("taken").fields("customer_no").asMaterialized(free ? locked.skipLocked() : locked);
    return sql.with(taken)
        .update(GATES)
        .set(GATES.SEQ, GATES.SEQ.plus(inline(1L)))
        .from(taken)
        .where(in(GATES))
        .and(GATES.CUSTOMER_NO.eq(taken.field(GATES.CUSTOMER_NO)))
        .returning(GATES.CUSTOMER_NO, GATES.SEQ, GATES.VERSION, GATES.WATCHED);
  }

  /** Takes gates shared, in ascending order: nobody moves money behind them meanwhile. */
  public static Future<Void> share(Tx tx, Collection<CustomerNo> customerNos) {
    List<CustomerNo> ordered = customerNos.stream().distinct().sorted().toList();
    return tx.run(SHARE, ordered).mapEmpty();
  }

  /** Says at a taken gate that its customer has credits or budgets from now on. */
  public static Future<Void> watch(Tx tx, CustomerNo customerNo) {
    return tx.run(WATCH, customerNo).mapEmpty();
  }

  /** Takes gates in ascending order and moves their seq; customers without a row are left out. */
  public static Future<Map<CustomerNo, Gate>> take(Tx tx, Collection<CustomerNo> customerNos) {
    List<CustomerNo> ordered = customerNos.stream().distinct().sorted().toList();
    if (ordered.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    tx.moves(ordered);
    return tx.run(TAKE, ordered).map(Gates::read);
  }

  /** Takes those gates that nobody has right now, in ascending order; waits for none. */
  public static Future<Map<CustomerNo, Gate>> takeFree(Tx tx, Collection<CustomerNo> customerNos) {
    return tx.run(TAKE_FREE, customerNos.stream().distinct().sorted().toList())
        .map(
            rows -> {
              Map<CustomerNo, Gate> gates = read(rows);
              tx.moves(gates.keySet());
              return gates;
            });
  }

  private static Map<CustomerNo, Gate> read(Iterable<Row> rows) {
    Map<CustomerNo, Gate> gates = new HashMap<>();
    for (Row row : rows) {
      CustomerNo no = new CustomerNo(row.getLong(0));
      gates.put(no, new Gate(no, row.getLong(1), row.getLong(2), row.getBoolean(3)));
    }
    return gates;
  }

  /** Takes one gate. */
  public static Future<Gate> take(Tx tx, CustomerNo customerNo) {
    return take(tx, List.of(customerNo))
        .map(
            gates -> {
              Gate gate = gates.get(customerNo);
              if (gate == null) {
                throw new IllegalStateException("customer " + customerNo + " has no gate");
              }
              return gate;
            });
  }

  /**
   * Moves the version of a taken gate: cached books of this customer are stale from this commit on.
   */
  public static Future<Void> bumpVersion(Tx tx, CustomerNo customerNo) {
    return tx.run(BUMP, customerNo).mapEmpty();
  }

  /** Makes the gate of a new customer. */
  public static Future<Void> open(Tx tx, CustomerNo customerNo) {
    return tx.run(OPEN, customerNo).mapEmpty();
  }
}
