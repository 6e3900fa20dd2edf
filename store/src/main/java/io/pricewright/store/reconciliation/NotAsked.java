package io.pricewright.store.reconciliation;

import static io.pricewright.store.jooq.tables.Charges.CHARGES;
import static io.pricewright.store.jooq.tables.InvoiceLines.INVOICE_LINES;
import static io.pricewright.store.jooq.tables.InvoiceSettings.INVOICE_SETTINGS;
import static io.pricewright.store.jooq.tables.InvoiceWaivers.INVOICE_WAIVERS;
import static io.pricewright.store.jooq.tables.Invoices.INVOICES;
import static io.pricewright.store.jooq.tables.SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS;
import static io.pricewright.store.jooq.tables.Subscriptions.SUBSCRIPTIONS;
import static io.pricewright.store.jooq.tables.Touched.TOUCHED;
import static io.pricewright.store.jooq.tables.UsageCells.USAGE_CELLS;

import io.pricewright.rules.billing.AmountKind;
import io.pricewright.rules.reconciliation.Figure;
import io.pricewright.store.database.Sql;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * What was charged of line items and periods and is in no document, by why that may be. What has no
 * reason is in none of the figures: a fixed price is charged by the document that asks it, and a
 * period that is closed and did not move since is asked.
 */
final class NotAsked {
  private static final Field<BigDecimal> AMOUNT =
      DSL.field(DSL.name("not_asked", "amount"), CHARGES.AMOUNT.getDataType());
  private static final Field<Boolean> ASKED =
      DSL.field(DSL.name("not_asked", "asked"), SQLDataType.BOOLEAN);
  private static final Field<Instant> OVER =
      DSL.field(DSL.name("cells", "over"), USAGE_CELLS.PERIOD_END.getDataType());

  static final Sums SUMS = sums();

  private NotAsked() {}

  private static Sums sums() {
    Table<?> entries = entries();
    Table<?> notAsked =
        Sql.DSL_CONTEXT
            .select(
                Sql.of(entries, CHARGES.CUSTOMER_NO),
                Sql.of(entries, CHARGES.LINE_ITEM_NO),
                Sql.of(entries, CHARGES.PERIOD_START),
                Sql.of(entries, CHARGES.CURRENCY),
                DSL.sum(Sql.of(entries, CHARGES.AMOUNT)).as("amount"),
                DSL.boolOr(DSL.field(DSL.name("entries", "asked"), SQLDataType.BOOLEAN))
                    .as("asked"))
            .from(entries)
            .groupBy(
                Sql.of(entries, CHARGES.CUSTOMER_NO),
                Sql.of(entries, CHARGES.LINE_ITEM_NO),
                Sql.of(entries, CHARGES.PERIOD_START),
                Sql.of(entries, CHARGES.CURRENCY))
            .having(DSL.sum(Sql.of(entries, CHARGES.AMOUNT)).ne(DSL.inline(BigDecimal.ZERO)))
            .asTable("not_asked");
    Table<?> cells = cells();
    Table<?> from =
        notAsked
            .join(SUBSCRIPTION_LINE_ITEMS)
            .on(Sql.in(SUBSCRIPTION_LINE_ITEMS))
            .and(SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO.eq(Sql.of(notAsked, CHARGES.LINE_ITEM_NO)))
            .join(SUBSCRIPTIONS)
            .on(Sql.in(SUBSCRIPTIONS))
            .and(SUBSCRIPTIONS.ID.eq(SUBSCRIPTION_LINE_ITEMS.SUBSCRIPTION_ID))
            .join(cells)
            .on(Sql.of(cells, CHARGES.LINE_ITEM_NO).eq(Sql.of(notAsked, CHARGES.LINE_ITEM_NO)))
            .and(Sql.of(cells, CHARGES.PERIOD_START).eq(Sql.of(notAsked, CHARGES.PERIOD_START)))
            .leftJoin(INVOICE_SETTINGS)
            .on(Sql.in(INVOICE_SETTINGS));
    Condition elsewhere =
        DSL.condition(ASKED)
            .not()
            .and(INVOICE_SETTINGS.NUMBER_PREFIX.isNotNull())
            .and(INVOICE_SETTINGS.BILL_FROM.isNull().or(INVOICE_SETTINGS.BILL_FROM.ge(OVER)));
    Condition here = DSL.condition(DSL.coalesce(DSL.field(elsewhere), DSL.inline(false))).not();
    Condition open =
        SUBSCRIPTIONS.CLOSED_THROUGH.isNull().or(SUBSCRIPTIONS.CLOSED_THROUGH.lt(OVER));
    return Sums.of(
        notAsked,
        from,
        DSL.noCondition(),
        List.of(
            new Sums.Part(Figure.ELSEWHERE, AMOUNT, elsewhere),
            new Sums.Part(Figure.NOT_DUE, AMOUNT, here.and(open)),
            new Sums.Part(
                Figure.LATE, AMOUNT, here.and(DSL.not(open)).and(DSL.exists(touched(notAsked))))));
  }

  /** Charges, and less what lines ask and what was waived. */
  private static Table<?> entries() {
    return Sql.DSL_CONTEXT
        .select(
            CHARGES.CUSTOMER_NO,
            CHARGES.LINE_ITEM_NO,
            CHARGES.PERIOD_START,
            CHARGES.CURRENCY,
            CHARGES.AMOUNT,
            DSL.inline(false).as("asked"))
        .from(CHARGES)
        .where(Sql.in(CHARGES))
        .and(Sql.among(1, CHARGES.CUSTOMER_NO))
        .unionAll(
            Sql.DSL_CONTEXT
                .select(
                    INVOICES.CUSTOMER_NO,
                    INVOICE_LINES.LINE_ITEM_NO,
                    INVOICE_LINES.PERIOD_START,
                    INVOICES.CURRENCY,
                    INVOICE_LINES.GROSS.neg(),
                    DSL.inline(true))
                .from(INVOICES)
                .join(INVOICE_LINES)
                .on(Sql.same(INVOICE_LINES, INVOICES))
                .and(INVOICE_LINES.INVOICE_ID.eq(INVOICES.ID))
                .where(Sql.in(INVOICES))
                .andNot(DSL.condition(INVOICE_LINES.VOIDED))
                .and(Sql.among(1, INVOICES.CUSTOMER_NO)))
        .unionAll(
            Sql.DSL_CONTEXT
                .select(
                    INVOICES.CUSTOMER_NO,
                    INVOICE_WAIVERS.LINE_ITEM_NO,
                    INVOICE_WAIVERS.PERIOD_START,
                    INVOICES.CURRENCY,
                    INVOICE_WAIVERS.GROSS.neg(),
                    DSL.inline(true))
                .from(INVOICES)
                .join(INVOICE_WAIVERS)
                .on(Sql.same(INVOICE_WAIVERS, INVOICES))
                .and(INVOICE_WAIVERS.INVOICE_ID.eq(INVOICES.ID))
                .where(Sql.in(INVOICES))
                .and(INVOICE_WAIVERS.KIND.eq(DSL.inline(AmountKind.USAGE, INVOICE_WAIVERS.KIND)))
                .and(Sql.among(1, INVOICES.CUSTOMER_NO)))
        .asTable(
            "entries",
            "customer_no",
            "line_item_no",
            "period_start",
            "currency",
            "amount",
            "asked");
  }

  /** Until when the periods with usage are served: what ends with its item ends then. */
  private static Table<?> cells() {
    Field<Instant> over = DSL.least(USAGE_CELLS.PERIOD_END, SUBSCRIPTION_LINE_ITEMS.END_DATE);
    return Sql.DSL_CONTEXT
        .select(USAGE_CELLS.LINE_ITEM_NO, USAGE_CELLS.PERIOD_START, DSL.max(over).as("over"))
        .from(USAGE_CELLS)
        .join(SUBSCRIPTION_LINE_ITEMS)
        .on(Sql.same(SUBSCRIPTION_LINE_ITEMS, USAGE_CELLS))
        .and(SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO.eq(USAGE_CELLS.LINE_ITEM_NO))
        .where(Sql.in(USAGE_CELLS))
        .and(Sql.among(1, USAGE_CELLS.CUSTOMER_NO))
        .groupBy(USAGE_CELLS.LINE_ITEM_NO, USAGE_CELLS.PERIOD_START)
        .asTable("cells");
  }

  private static Select<?> touched(Table<?> notAsked) {
    return Sql.DSL_CONTEXT
        .selectOne()
        .from(TOUCHED)
        .where(Sql.in(TOUCHED))
        .and(TOUCHED.LINE_ITEM_NO.eq(Sql.of(notAsked, CHARGES.LINE_ITEM_NO)))
        .and(TOUCHED.PERIOD_START.eq(Sql.of(notAsked, CHARGES.PERIOD_START)));
  }
}
