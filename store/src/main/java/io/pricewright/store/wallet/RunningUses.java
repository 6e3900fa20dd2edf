package io.pricewright.store.wallet;

import static io.pricewright.store.jooq.tables.CreditUses.CREDIT_USES;
import static io.pricewright.store.jooq.tables.UsageCells.USAGE_CELLS;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.Use;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.CreditUseRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * What usage of periods that are not over yet cost, by who paid. Work settled on holds has no
 * period, and counts as such.
 *
 * @param drawn by grant
 * @param open what no credit covered, by customer and currency
 */
public record RunningUses(Map<GrantId, BigDecimal> drawn, Map<Whose, BigDecimal> open) {
  /** A customer's credits in one currency. */
  public record Whose(CustomerNo customerNo, Currency currency) {}

  /** Arguments: the customers, the time. */
  private static final Statement DRAWN =
      Sql.statement(
          dsl -> {
            Table<?> draws =
                DSL.table("jsonb_array_elements({0}::jsonb -> 'd')", CREDIT_USES.STATE).as("draw");
            Field<String> grant = DSL.field("draw ->> 0", String.class);
            return dsl.select(grant, DSL.sum(DSL.field("(draw ->> 1)::numeric", BigDecimal.class)))
                .from(CREDIT_USES.crossJoin(draws))
                .where(running())
                .groupBy(grant);
          });

  /** Arguments: the customers, the time. */
  private static final Statement OPEN =
      Sql.statement(
          dsl ->
              dsl.select(
                      CREDIT_USES.CUSTOMER_NO, CREDIT_USES.CURRENCY, DSL.sum(CREDIT_USES.UNCOVERED))
                  .from(CREDIT_USES)
                  .where(running())
                  .and(CREDIT_USES.UNCOVERED.ne(DSL.inline(BigDecimal.ZERO)))
                  .groupBy(CREDIT_USES.CUSTOMER_NO, CREDIT_USES.CURRENCY));

  private static Condition running() {
    return Sql.in(CREDIT_USES)
        .and(Sql.among(1, CREDIT_USES.CUSTOMER_NO))
        .and(
            CREDIT_USES
                .LINE_ITEM_NO
                .eq(DSL.inline(Use.NO_LINE_ITEM, CREDIT_USES.LINE_ITEM_NO))
                .orExists(
                    Sql.DSL_CONTEXT
                        .selectOne()
                        .from(USAGE_CELLS)
                        .where(Sql.same(USAGE_CELLS, CREDIT_USES))
                        .and(USAGE_CELLS.CUSTOMER_NO.eq(CREDIT_USES.CUSTOMER_NO))
                        .and(USAGE_CELLS.LINE_ITEM_NO.eq(CREDIT_USES.LINE_ITEM_NO))
                        .and(USAGE_CELLS.PERIOD_START.eq(CREDIT_USES.PERIOD_START))
                        .and(USAGE_CELLS.PERIOD_END.gt(Sql.arg(2, USAGE_CELLS.PERIOD_END)))));
  }

  /** Reads them of customers, as they stand at an instant. The caller holds their gates. */
  public static Future<RunningUses> read(Tx tx, Collection<CustomerNo> customers, Instant now) {
    Future<RowSet<Row>> drawn = tx.run(DRAWN, customers, now);
    Future<RowSet<Row>> open = tx.run(OPEN, customers, now);
    return Future.join(drawn, open).map(both -> of(drawn.result(), open.result()));
  }

  private static RunningUses of(RowSet<Row> drawn, RowSet<Row> open) {
    Map<GrantId, BigDecimal> byGrant = new HashMap<>();
    for (Row row : drawn) {
      byGrant.put(new GrantId(row.getString(0)), row.getBigDecimal(1));
    }
    Map<Whose, BigDecimal> byCustomer = new HashMap<>();
    for (Row row : open) {
      byCustomer.put(
          new Whose(CreditUseRow.CUSTOMER_NO.get(row, 0), CreditUseRow.CURRENCY.get(row, 1)),
          CreditUseRow.UNCOVERED.get(row, 2));
    }
    return new RunningUses(byGrant, byCustomer);
  }

  /** Returns what usage of running periods drew from a grant. */
  public BigDecimal drawn(GrantId grant) {
    return drawn.getOrDefault(grant, BigDecimal.ZERO);
  }

  /** Returns what no credit of a customer covered of running periods. */
  public BigDecimal open(CustomerNo customerNo, Currency currency) {
    return open.getOrDefault(new Whose(customerNo, currency), BigDecimal.ZERO);
  }
}
