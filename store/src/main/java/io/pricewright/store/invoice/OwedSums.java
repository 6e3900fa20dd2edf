package io.pricewright.store.invoice;

import static io.pricewright.store.jooq.tables.InvoiceLines.INVOICE_LINES;
import static io.pricewright.store.jooq.tables.Invoices.INVOICES;

import io.pricewright.rules.billing.AmountKind;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.invoice.InvoiceStatus;
import io.pricewright.rules.invoice.InvoiceType;
import io.pricewright.rules.money.Currency;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.InvoiceRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * What a customer was asked in a currency, and what of it is not paid yet; of final documents.
 *
 * @param documents how many invoices
 * @param asked what they ask, less what credits gave back
 * @param unpaid how many are not paid, or not wholly
 * @param owed what is to be paid of those
 * @param overdue how many of those should have been paid
 * @param late what is to be paid of those
 * @param usage of the lines of unpaid ones, what usage and commitments come to
 * @param fixed what fixed prices come to, and what was asked of no subscription
 */
public record OwedSums(
    Currency currency,
    long documents,
    BigDecimal asked,
    long unpaid,
    BigDecimal owed,
    long overdue,
    BigDecimal late,
    BigDecimal usage,
    BigDecimal fixed) {
  private static final Condition UNPAID = INVOICES.TOTAL.gt(INVOICES.AMOUNT_PAID);
  private static final Field<BigDecimal> REMAINING = INVOICES.TOTAL.minus(INVOICES.AMOUNT_PAID);

  /** Arguments: the customer, the time. */
  private static final Statement DOCUMENTS =
      Sql.statement(
          dsl -> {
            Condition late = UNPAID.and(INVOICES.DUE_DATE.lt(Sql.arg(2, INVOICES.DUE_DATE)));
            return dsl.select(
                    INVOICES.CURRENCY,
                    DSL.count()
                        .filterWhere(
                            INVOICES.TYPE.ne(DSL.inline(InvoiceType.CREDIT, INVOICES.TYPE))),
                    DSL.sum(INVOICES.TOTAL),
                    DSL.count().filterWhere(UNPAID),
                    DSL.sum(REMAINING).filterWhere(UNPAID),
                    DSL.count().filterWhere(late),
                    DSL.sum(REMAINING).filterWhere(late),
                    DSL.sum(INVOICES.TOTAL)
                        .filterWhere(
                            UNPAID.and(
                                INVOICES.TYPE.eq(DSL.inline(InvoiceType.ONE_OFF, INVOICES.TYPE)))))
                .from(INVOICES)
                .where(ofCustomer())
                .groupBy(INVOICES.CURRENCY)
                .orderBy(INVOICES.CURRENCY);
          });

  /** Argument: the customer. */
  private static final Statement LINES =
      Sql.statement(
          dsl ->
              dsl.select(
                      INVOICES.CURRENCY,
                      INVOICE_LINES.KIND.eq(DSL.inline(AmountKind.FIXED, INVOICE_LINES.KIND)),
                      DSL.sum(INVOICE_LINES.NET.minus(INVOICE_LINES.CREDITS)))
                  .from(INVOICES)
                  .join(INVOICE_LINES)
                  .on(Sql.same(INVOICES, INVOICE_LINES))
                  .and(INVOICE_LINES.INVOICE_ID.eq(INVOICES.ID))
                  .where(ofCustomer())
                  .and(UNPAID)
                  .groupBy(DSL.inline(1), DSL.inline(2)));

  private static Condition ofCustomer() {
    return Sql.in(INVOICES)
        .and(INVOICES.CUSTOMER_NO.eq(Sql.arg(1, INVOICES.CUSTOMER_NO)))
        .and(
            INVOICES.INVOICE_STATUS.eq(
                DSL.inline(InvoiceStatus.FINALIZED, INVOICES.INVOICE_STATUS)));
  }

  private record Part(Currency currency, boolean fixed) {}

  /** Returns them of each currency in which the customer was asked something. */
  public static Future<List<OwedSums>> of(Tx tx, CustomerNo customer, Instant now) {
    Future<Map<Part, BigDecimal>> parts = tx.run(LINES, customer).map(OwedSums::parts);
    return Future.join(parts, tx.run(DOCUMENTS, customer, now))
        .map(both -> Rows.all(both.<RowSet<Row>>resultAt(1), row -> sums(row, parts.result())));
  }

  private static Map<Part, BigDecimal> parts(Iterable<Row> rows) {
    Map<Part, BigDecimal> parts = new HashMap<>();
    for (Row row : rows) {
      parts.put(new Part(InvoiceRow.CURRENCY.get(row, 0), row.getBoolean(1)), row.getBigDecimal(2));
    }
    return parts;
  }

  private static OwedSums sums(Row row, Map<Part, BigDecimal> parts) {
    Currency currency = InvoiceRow.CURRENCY.get(row, 0);
    return new OwedSums(
        currency,
        row.getLong(1),
        amount(row, 2),
        row.getLong(3),
        amount(row, 4),
        row.getLong(5),
        amount(row, 6),
        parts.getOrDefault(new Part(currency, false), BigDecimal.ZERO),
        parts.getOrDefault(new Part(currency, true), BigDecimal.ZERO).add(amount(row, 7)));
  }

  private static BigDecimal amount(Row row, int at) {
    return Objects.requireNonNullElse(row.getBigDecimal(at), BigDecimal.ZERO);
  }
}
