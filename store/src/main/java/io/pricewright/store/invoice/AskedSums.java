package io.pricewright.store.invoice;

import static io.pricewright.store.jooq.tables.InvoiceLineDraws.INVOICE_LINE_DRAWS;
import static io.pricewright.store.jooq.tables.InvoiceLines.INVOICE_LINES;

import io.pricewright.rules.billing.Asked;
import io.pricewright.rules.billing.DueKey;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.wallet.Use;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.InvoiceLineDrawRow;
import io.pricewright.store.row.InvoiceLineRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/**
 * What documents asked of line items and service periods, but for those that were voided: what they
 * asked is of {@link Waivers}.
 *
 * @param asked by what it was of
 * @param money of a line item and period: what had to be paid besides prepaid credits
 */
public record AskedSums(Map<DueKey, Asked> asked, Map<Use.Key, BigDecimal> money) {
  /** Arguments: line items, since when their service periods end, other keys of periods. */
  private static final Statement SUMS =
      Sql.statement(
          dsl ->
              dsl.select(
                      INVOICE_LINES.LINE_ITEM_NO,
                      INVOICE_LINES.PERIOD_START,
                      INVOICE_LINES.KIND,
                      DSL.sum(INVOICE_LINES.GROSS),
                      DSL.sum(INVOICE_LINES.DISCOUNT),
                      DSL.sum(INVOICE_LINES.SUBTOTAL),
                      DSL.sum(INVOICE_LINES.NET),
                      DSL.sum(INVOICE_LINES.CREDITS))
                  .from(INVOICE_LINES)
                  .where(standing())
                  .and(Sql.among(1, INVOICE_LINES.LINE_ITEM_NO))
                  .and(
                      INVOICE_LINES
                          .SERVICE_TO
                          .ge(Sql.arg(2, INVOICE_LINES.SERVICE_TO))
                          .or(Sql.among(3, INVOICE_LINES.PERIOD_START)))
                  .groupBy(
                      INVOICE_LINES.LINE_ITEM_NO, INVOICE_LINES.PERIOD_START, INVOICE_LINES.KIND));

  /** Arguments: line items, keys of periods. In the order they were made. */
  private static final Statement DRAWS =
      Sql.statement(
          dsl ->
              dsl.select(
                      INVOICE_LINES.LINE_ITEM_NO,
                      INVOICE_LINES.PERIOD_START,
                      INVOICE_LINE_DRAWS.GRANT_ID,
                      INVOICE_LINE_DRAWS.AMOUNT)
                  .from(INVOICE_LINES)
                  .join(INVOICE_LINE_DRAWS)
                  .on(ofLine())
                  .where(standing())
                  .and(Sql.among(1, INVOICE_LINES.LINE_ITEM_NO))
                  .and(Sql.among(2, INVOICE_LINES.PERIOD_START))
                  // Ids are in the order of time.
                  .orderBy(
                      INVOICE_LINE_DRAWS.INVOICE_ID,
                      INVOICE_LINE_DRAWS.LINE_NO,
                      INVOICE_LINE_DRAWS.POSITION));

  private static Condition standing() {
    return Sql.in(INVOICE_LINES).andNot(DSL.condition(INVOICE_LINES.VOIDED));
  }

  private static Condition ofLine() {
    return Sql.same(INVOICE_LINE_DRAWS, INVOICE_LINES)
        .and(INVOICE_LINE_DRAWS.INVOICE_ID.eq(INVOICE_LINES.INVOICE_ID))
        .and(INVOICE_LINE_DRAWS.LINE_NO.eq(INVOICE_LINES.LINE_NO));
  }

  /**
   * Reads what was asked.
   *
   * @param since of service periods that end then or later
   * @param besides and of periods of these keys
   */
  public static Future<AskedSums> read(
      Tx tx, Collection<LineItemNo> items, Instant since, Collection<Instant> besides) {
    return tx.run(SUMS, items, since, besides)
        .map(
            rows -> {
              AskedSums sums = new AskedSums(new HashMap<>(), new HashMap<>());
              rows.forEach(sums::add);
              return sums;
            });
  }

  private void add(Row row) {
    DueKey key =
        new DueKey(
            InvoiceLineRow.LINE_ITEM_NO.get(row, 0),
            InvoiceLineRow.PERIOD_START.get(row, 1),
            InvoiceLineRow.KIND.get(row, 2));
    Asked one =
        new Asked(
            InvoiceLineRow.GROSS.get(row, 3),
            InvoiceLineRow.DISCOUNT.get(row, 4),
            InvoiceLineRow.SUBTOTAL.get(row, 5),
            InvoiceLineRow.NET.get(row, 6));
    asked.put(key, one);
    BigDecimal paid = one.net().subtract(InvoiceLineRow.CREDITS.get(row, 7));
    money.merge(new Use.Key(key.lineItemNo(), key.period()), paid, BigDecimal::add);
  }

  /**
   * Returns what prepaid credits paid of line items and periods, in the order they were drawn, less
   * what they got back since, last drawn first.
   */
  public static Future<Map<Use.Key, List<Use.Draw>>> draws(Tx tx, Collection<Use.Key> keys) {
    if (keys.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return tx.run(
            DRAWS,
            keys.stream().map(Use.Key::lineItemNo).distinct().toList(),
            keys.stream().map(Use.Key::periodStart).distinct().toList())
        .map(
            rows -> {
              Map<Use.Key, List<Use.Draw>> draws = new HashMap<>();
              for (Row row : rows) {
                Use.Key key =
                    new Use.Key(
                        InvoiceLineRow.LINE_ITEM_NO.get(row, 0),
                        InvoiceLineRow.PERIOD_START.get(row, 1));
                Use.Draw draw =
                    new Use.Draw(
                        InvoiceLineDrawRow.GRANT_ID.get(row, 2),
                        InvoiceLineDrawRow.AMOUNT.get(row, 3),
                        null);
                add(draws.computeIfAbsent(key, one -> new ArrayList<>()), draw);
              }
              return draws;
            });
  }

  /** An amount below zero came back of the last draws of its grant. */
  private static void add(List<Use.Draw> draws, Use.Draw next) {
    if (next.amount().signum() > 0) {
      draws.add(next);
      return;
    }
    BigDecimal back = next.amount().negate();
    for (int i = draws.size() - 1; i >= 0 && back.signum() > 0; i--) {
      Use.Draw draw = draws.get(i);
      if (draw.grantId().equals(next.grantId())) {
        BigDecimal off = back.min(draw.amount());
        back = back.subtract(off);
        BigDecimal left = draw.amount().subtract(off);
        if (left.signum() == 0) {
          draws.remove(i);
        } else {
          draws.set(i, new Use.Draw(draw.grantId(), left, null));
        }
      }
    }
  }
}
