package io.pricewright.store.invoice;

import static io.pricewright.store.jooq.tables.Balances.BALANCES;
import static io.pricewright.store.jooq.tables.Charges.CHARGES;
import static io.pricewright.store.jooq.tables.Deferrals.DEFERRALS;
import static io.pricewright.store.jooq.tables.DocumentNumbers.DOCUMENT_NUMBERS;
import static io.pricewright.store.jooq.tables.GivenLines.GIVEN_LINES;
import static io.pricewright.store.jooq.tables.InvoiceLineDraws.INVOICE_LINE_DRAWS;
import static io.pricewright.store.jooq.tables.InvoiceLines.INVOICE_LINES;
import static io.pricewright.store.jooq.tables.InvoiceSettings.INVOICE_SETTINGS;
import static io.pricewright.store.jooq.tables.InvoiceWaivers.INVOICE_WAIVERS;
import static io.pricewright.store.jooq.tables.Invoices.INVOICES;
import static io.pricewright.store.jooq.tables.SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS;
import static io.pricewright.store.jooq.tables.Subscriptions.SUBSCRIPTIONS;
import static io.pricewright.store.jooq.tables.Touched.TOUCHED;
import static io.pricewright.store.jooq.tables.UsageCells.USAGE_CELLS;
import static io.pricewright.store.jooq.tables.WalletGrants.WALLET_GRANTS;

import io.pricewright.rules.billing.AmountKind;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.invoice.InvoiceStatus;
import io.pricewright.rules.invoice.InvoiceType;
import io.pricewright.rules.ledger.Account;
import io.pricewright.rules.rating.Cause;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Compares a customer's documents with what they are made of and with the ledger, and says in words
 * what differs. The argument of each statement is the customer.
 */
public final class InvoiceCheck {
  private static final Field<BigDecimal> NONE = DSL.inline(BigDecimal.ZERO);
  private static final Field<BigDecimal> AMOUNT =
      DSL.field(DSL.name("amount"), INVOICE_LINES.GROSS.getDataType());
  private static final Field<BigDecimal> ASKED =
      DSL.field(DSL.name("asked"), INVOICE_LINES.GROSS.getDataType());

  private static final Field<InvoiceType> ONE_OFF = DSL.inline(InvoiceType.ONE_OFF, INVOICES.TYPE);

  private static final List<Check> ALL =
      List.of(
          new Check(
              InvoiceCheck::totals, "invoice %s: subtotal - discount - credits is %s, total is %s"),
          new Check(InvoiceCheck::lines, "invoice %s asks %s, its lines add up to %s"),
          new Check(InvoiceCheck::given, "invoice %s asks %s, its given lines add up to %s"),
          new Check(InvoiceCheck::draws, "invoice %s, line %s: credits are %s, its draws say %s"),
          new Check(InvoiceCheck::settled, "grant %s is settled %s, documents say %s"),
          new Check(InvoiceCheck::waived, "waived %s is %s, voided documents say %s"),
          new Check(InvoiceCheck::receivable, "receivable %s is %s, documents leave %s to be paid"),
          new Check(
              InvoiceCheck::advance,
              "line item %s, period from %s: %s is deferred, documents ask %s in advance"),
          new Check(
              InvoiceCheck::deferred, "deferred %s is %s, of what was asked %s is not earned"),
          new Check(
              InvoiceCheck::fixed,
              "line item %s, period from %s: fixed charges are %s, documents ask %s"),
          new Check(
              InvoiceCheck::usage,
              "line item %s, period from %s: usage costs %s and is closed, documents ask %s"));

  private static final Statement GAPS = Sql.statement(InvoiceCheck::gaps);

  /** A statement whose rows are what differs, and how to say that. */
  private record Check(Statement statement, String words) {
    Check(Function<DSLContext, Query> build, String words) {
      this(Sql.statement(build), words);
    }

    String says(Row row) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        values.add(String.valueOf(row.getValue(i)));
      }
      return words.formatted(values.toArray());
    }
  }

  private InvoiceCheck() {}

  /** Returns what differs of a customer. */
  public static Future<List<String>> differences(Tx tx, CustomerNo customerNo) {
    List<Future<List<String>>> parts = new ArrayList<>();
    for (Check check : ALL) {
      parts.add(tx.run(check.statement(), customerNo).map(rows -> Rows.all(rows, check::says)));
    }
    return Future.join(parts)
        .map(done -> parts.stream().flatMap(part -> part.result().stream()).toList());
  }

  /** Returns which series of the environment have gaps. */
  public static Future<List<String>> gaps(Tx tx) {
    return tx.run(GAPS)
        .map(
            rows ->
                Rows.all(
                    rows,
                    row ->
                        "series %s: the last number is %s, %s documents have one"
                            .formatted(row.getString(0), row.getValue(1), row.getValue(2))));
  }

  private static Condition mine() {
    return Sql.in(INVOICES).and(INVOICES.CUSTOMER_NO.eq(Sql.arg(1, INVOICES.CUSTOMER_NO)));
  }

  private static Condition ofInvoice() {
    return Sql.same(INVOICE_LINES, INVOICES).and(INVOICE_LINES.INVOICE_ID.eq(INVOICES.ID));
  }

  private static Query totals(DSLContext dsl) {
    Field<BigDecimal> sum = INVOICES.SUBTOTAL.minus(INVOICES.DISCOUNT).minus(INVOICES.CREDITS);
    return dsl.select(INVOICES.ID, sum, INVOICES.TOTAL)
        .from(INVOICES)
        .where(mine())
        .and(sum.ne(INVOICES.TOTAL));
  }

  private static Query lines(DSLContext dsl) {
    Field<BigDecimal> sum =
        DSL.coalesce(DSL.sum(INVOICE_LINES.NET.minus(INVOICE_LINES.CREDITS)), NONE);
    return dsl.select(INVOICES.ID, INVOICES.TOTAL, sum)
        .from(INVOICES)
        .leftJoin(INVOICE_LINES)
        .on(ofInvoice())
        .where(mine())
        .and(INVOICES.TYPE.ne(ONE_OFF))
        .groupBy(INVOICES.ID, INVOICES.TOTAL)
        .having(INVOICES.TOTAL.ne(sum));
  }

  private static Query given(DSLContext dsl) {
    Field<BigDecimal> sum = DSL.coalesce(DSL.sum(GIVEN_LINES.NET), NONE);
    return dsl.select(INVOICES.ID, INVOICES.TOTAL, sum)
        .from(INVOICES)
        .leftJoin(GIVEN_LINES)
        .on(Sql.same(GIVEN_LINES, INVOICES))
        .and(GIVEN_LINES.INVOICE_ID.eq(INVOICES.ID))
        .where(mine())
        .and(INVOICES.TYPE.eq(ONE_OFF))
        .and(INVOICES.NUMBER.isNotNull())
        .groupBy(INVOICES.ID, INVOICES.TOTAL)
        .having(INVOICES.TOTAL.ne(sum).or(DSL.count(GIVEN_LINES.LINE_NO).eq(DSL.inline(0))));
  }

  private static Condition ofLine() {
    return Sql.same(INVOICE_LINE_DRAWS, INVOICE_LINES)
        .and(INVOICE_LINE_DRAWS.INVOICE_ID.eq(INVOICE_LINES.INVOICE_ID))
        .and(INVOICE_LINE_DRAWS.LINE_NO.eq(INVOICE_LINES.LINE_NO));
  }

  private static Query draws(DSLContext dsl) {
    Field<BigDecimal> drawn = DSL.coalesce(DSL.sum(INVOICE_LINE_DRAWS.AMOUNT), NONE);
    return dsl.select(INVOICE_LINES.INVOICE_ID, INVOICE_LINES.LINE_NO, INVOICE_LINES.CREDITS, drawn)
        .from(INVOICES)
        .join(INVOICE_LINES)
        .on(ofInvoice())
        .leftJoin(INVOICE_LINE_DRAWS)
        .on(ofLine())
        .where(mine())
        .groupBy(INVOICE_LINES.INVOICE_ID, INVOICE_LINES.LINE_NO, INVOICE_LINES.CREDITS)
        .having(INVOICE_LINES.CREDITS.ne(drawn));
  }

  private static Query settled(DSLContext dsl) {
    Table<?> sums =
        dsl.select(
                INVOICE_LINE_DRAWS.GRANT_ID.as("id"), DSL.sum(INVOICE_LINE_DRAWS.AMOUNT).as(AMOUNT))
            .from(INVOICES)
            .join(INVOICE_LINES)
            .on(ofInvoice())
            .join(INVOICE_LINE_DRAWS)
            .on(ofLine())
            .where(mine())
            .andNot(DSL.condition(INVOICE_LINES.VOIDED))
            .groupBy(INVOICE_LINE_DRAWS.GRANT_ID)
            .asTable("sums");
    Field<BigDecimal> said = DSL.coalesce(Sql.of(sums, AMOUNT), NONE);
    return dsl.select(WALLET_GRANTS.ID, WALLET_GRANTS.SETTLED, said)
        .from(WALLET_GRANTS)
        .leftJoin(sums)
        .on(Sql.of(sums, WALLET_GRANTS.ID).eq(WALLET_GRANTS.ID))
        .where(Sql.in(WALLET_GRANTS))
        .and(WALLET_GRANTS.CUSTOMER_NO.eq(Sql.arg(1, WALLET_GRANTS.CUSTOMER_NO)))
        .and(WALLET_GRANTS.SETTLED.ne(said));
  }

  private static Table<?> kept(DSLContext dsl, Account account) {
    return dsl.select(BALANCES.CURRENCY, BALANCES.AMOUNT)
        .from(BALANCES)
        .where(Sql.in(BALANCES))
        .and(BALANCES.CUSTOMER_NO.eq(Sql.arg(1, BALANCES.CUSTOMER_NO)))
        .and(BALANCES.ACCOUNT.eq(DSL.inline(account.name(), BALANCES.ACCOUNT)))
        .asTable("kept");
  }

  private static Query balance(DSLContext dsl, Account account, Table<?> sums) {
    Table<?> kept = kept(dsl, account);
    Field<BigDecimal> is = DSL.coalesce(Sql.of(kept, BALANCES.AMOUNT), NONE);
    Field<BigDecimal> said = DSL.coalesce(Sql.of(sums, ASKED), NONE);
    return dsl.select(DSL.field(DSL.name("currency")), is, said)
        .from(kept)
        .fullJoin(sums)
        .using(BALANCES.CURRENCY)
        .where(is.ne(said));
  }

  /** Usage was charged, so what is waived of it left what is unbilled; fixed charges are undone. */
  private static Query waived(DSLContext dsl) {
    return balance(
        dsl,
        Account.WAIVED,
        dsl.select(INVOICE_WAIVERS.CURRENCY, DSL.sum(INVOICE_WAIVERS.GROSS).as(ASKED))
            .from(INVOICES)
            .join(INVOICE_WAIVERS)
            .on(ofWaiver())
            .where(mine())
            .and(INVOICE_WAIVERS.KIND.eq(DSL.inline(AmountKind.USAGE, INVOICE_WAIVERS.KIND)))
            .groupBy(INVOICE_WAIVERS.CURRENCY)
            .asTable("waived"));
  }

  private static Condition ofWaiver() {
    return Sql.same(INVOICE_WAIVERS, INVOICES).and(INVOICE_WAIVERS.INVOICE_ID.eq(INVOICES.ID));
  }

  private static Query receivable(DSLContext dsl) {
    // What is below zero went to the credit balance.
    Field<BigDecimal> left = DSL.greatest(INVOICES.TOTAL, NONE).minus(INVOICES.AMOUNT_PAID);
    Table<?> open =
        dsl.select(INVOICES.CURRENCY, DSL.sum(left).as(ASKED))
            .from(INVOICES)
            .where(mine())
            .and(
                INVOICES.INVOICE_STATUS.ne(
                    DSL.inline(InvoiceStatus.VOIDED, INVOICES.INVOICE_STATUS)))
            .groupBy(INVOICES.CURRENCY)
            .asTable("open");
    return balance(dsl, Account.RECEIVABLE, open);
  }

  /** What documents asked in advance is what is earned bit by bit, and all of it in the end. */
  private static Query advance(DSLContext dsl) {
    Table<?> kept =
        dsl.select(DEFERRALS.LINE_ITEM_NO, DEFERRALS.PERIOD_START, DEFERRALS.NET.as(AMOUNT))
            .from(DEFERRALS)
            .where(Sql.in(DEFERRALS))
            .and(DEFERRALS.CUSTOMER_NO.eq(Sql.arg(1, DEFERRALS.CUSTOMER_NO)))
            .asTable("kept");
    Table<?> asked =
        dsl.select(
                INVOICE_LINES.LINE_ITEM_NO,
                INVOICE_LINES.PERIOD_START,
                DSL.sum(INVOICE_LINES.NET).as(ASKED))
            .from(INVOICES)
            .join(INVOICE_LINES)
            .on(ofInvoice())
            .where(mine())
            .and(DSL.condition(INVOICE_LINES.IN_ADVANCE))
            .andNot(DSL.condition(INVOICE_LINES.VOIDED))
            .groupBy(INVOICE_LINES.LINE_ITEM_NO, INVOICE_LINES.PERIOD_START)
            .asTable("asked");
    Field<BigDecimal> is = DSL.coalesce(Sql.of(kept, AMOUNT), NONE);
    Field<BigDecimal> said = DSL.coalesce(Sql.of(asked, ASKED), NONE);
    return dsl.select(
            DSL.field(DSL.name("line_item_no")), DSL.field(DSL.name("period_start")), is, said)
        .from(kept)
        .fullJoin(asked)
        .using(DEFERRALS.LINE_ITEM_NO, DEFERRALS.PERIOD_START)
        .where(is.ne(said));
  }

  private static Query deferred(DSLContext dsl) {
    Table<?> kept =
        dsl.select(BALANCES.CURRENCY, BALANCES.AMOUNT)
            .from(BALANCES)
            .where(Sql.in(BALANCES))
            .and(BALANCES.CUSTOMER_NO.eq(Sql.arg(1, BALANCES.CUSTOMER_NO)))
            .and(BALANCES.ACCOUNT.eq(DSL.inline(Account.DEFERRED.name(), BALANCES.ACCOUNT)))
            .asTable("kept");
    Table<?> open =
        dsl.select(DEFERRALS.CURRENCY, DSL.sum(DEFERRALS.NET.minus(DEFERRALS.RECOGNIZED)).as(ASKED))
            .from(DEFERRALS)
            .where(Sql.in(DEFERRALS))
            .and(DEFERRALS.CUSTOMER_NO.eq(Sql.arg(1, DEFERRALS.CUSTOMER_NO)))
            .groupBy(DEFERRALS.CURRENCY)
            .asTable("open");
    Field<BigDecimal> is = DSL.coalesce(Sql.of(kept, BALANCES.AMOUNT).neg(), NONE);
    Field<BigDecimal> said = DSL.coalesce(Sql.of(open, ASKED), NONE);
    return dsl.select(DSL.field(DSL.name("currency")), is, said)
        .from(kept)
        .fullJoin(open)
        .using(BALANCES.CURRENCY)
        .where(is.ne(said));
  }

  private static Query fixed(DSLContext dsl) {
    Table<?> charged =
        dsl.select(CHARGES.LINE_ITEM_NO, CHARGES.PERIOD_START, DSL.sum(CHARGES.AMOUNT).as(AMOUNT))
            .from(CHARGES)
            .where(Sql.in(CHARGES))
            .and(CHARGES.CUSTOMER_NO.eq(Sql.arg(1, CHARGES.CUSTOMER_NO)))
            .and(CHARGES.CAUSE.eq(DSL.inline(Cause.FIXED, CHARGES.CAUSE)))
            .groupBy(CHARGES.LINE_ITEM_NO, CHARGES.PERIOD_START)
            .asTable("charged");
    Table<?> asked = asked(dsl, false);
    Field<BigDecimal> is = DSL.coalesce(Sql.of(charged, AMOUNT), NONE);
    Field<BigDecimal> said = DSL.coalesce(Sql.of(asked, ASKED), NONE);
    return dsl.select(
            DSL.field(DSL.name("line_item_no")), DSL.field(DSL.name("period_start")), is, said)
        .from(charged)
        .fullJoin(asked)
        .using(CHARGES.LINE_ITEM_NO, CHARGES.PERIOD_START)
        .where(is.ne(said));
  }

  private static Table<?> asked(DSLContext dsl, boolean usage) {
    Field<AmountKind> kind = DSL.inline(AmountKind.USAGE, INVOICE_LINES.KIND);
    Select<Record3<LineItemNo, Instant, BigDecimal>> standing =
        dsl.select(INVOICE_LINES.LINE_ITEM_NO, INVOICE_LINES.PERIOD_START, INVOICE_LINES.GROSS)
            .from(INVOICES)
            .join(INVOICE_LINES)
            .on(ofInvoice())
            .where(mine())
            .andNot(DSL.condition(INVOICE_LINES.VOIDED))
            .and(usage ? INVOICE_LINES.KIND.eq(kind) : INVOICE_LINES.KIND.ne(kind));
    Table<?> all =
        (usage ? standing.unionAll(waivedUsage(dsl, kind)) : standing)
            .asTable("line", "line_item_no", "period_start", "gross");
    return dsl.select(
            Sql.of(all, INVOICE_LINES.LINE_ITEM_NO),
            Sql.of(all, INVOICE_LINES.PERIOD_START),
            DSL.sum(Sql.of(all, INVOICE_LINES.GROSS)).as(ASKED))
        .from(all)
        .groupBy(Sql.of(all, INVOICE_LINES.LINE_ITEM_NO), Sql.of(all, INVOICE_LINES.PERIOD_START))
        .asTable("asked");
  }

  private static Select<Record3<LineItemNo, Instant, BigDecimal>> waivedUsage(
      DSLContext dsl, Field<AmountKind> kind) {
    return dsl.select(
            INVOICE_WAIVERS.LINE_ITEM_NO, INVOICE_WAIVERS.PERIOD_START, INVOICE_WAIVERS.GROSS)
        .from(INVOICES)
        .join(INVOICE_WAIVERS)
        .on(ofWaiver())
        .where(mine())
        .and(INVOICE_WAIVERS.KIND.eq(kind));
  }

  /** Periods that are closed, and in which nothing moved since; what is billed elsewhere is not. */
  private static Query usage(DSLContext dsl) {
    Field<Instant> over = DSL.least(USAGE_CELLS.PERIOD_END, SUBSCRIPTION_LINE_ITEMS.END_DATE);
    Table<?> booked =
        dsl.select(
                USAGE_CELLS.LINE_ITEM_NO,
                USAGE_CELLS.PERIOD_START,
                DSL.sum(USAGE_CELLS.BOOKED).as(AMOUNT),
                DSL.max(over).as("over"))
            .from(USAGE_CELLS)
            .join(SUBSCRIPTION_LINE_ITEMS)
            .on(Sql.same(SUBSCRIPTION_LINE_ITEMS, USAGE_CELLS))
            .and(SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO.eq(USAGE_CELLS.LINE_ITEM_NO))
            .join(SUBSCRIPTIONS)
            .on(Sql.same(SUBSCRIPTIONS, USAGE_CELLS))
            .and(SUBSCRIPTIONS.ID.eq(SUBSCRIPTION_LINE_ITEMS.SUBSCRIPTION_ID))
            .where(Sql.in(USAGE_CELLS))
            .and(USAGE_CELLS.CUSTOMER_NO.eq(Sql.arg(1, USAGE_CELLS.CUSTOMER_NO)))
            .and(over.le(SUBSCRIPTIONS.CLOSED_THROUGH))
            .andNotExists(touched(dsl))
            .groupBy(USAGE_CELLS.LINE_ITEM_NO, USAGE_CELLS.PERIOD_START)
            .asTable("booked");
    Table<?> asked = asked(dsl, true);
    Field<BigDecimal> is = DSL.coalesce(Sql.of(booked, AMOUNT), NONE);
    Field<BigDecimal> said = DSL.coalesce(Sql.of(asked, ASKED), NONE);
    Field<Instant> ended = DSL.field(DSL.name("booked", "over"), over.getDataType());
    return dsl.select(
            Sql.of(booked, USAGE_CELLS.LINE_ITEM_NO),
            Sql.of(booked, USAGE_CELLS.PERIOD_START),
            is,
            said)
        .from(booked)
        .leftJoin(asked)
        .on(Sql.of(asked, USAGE_CELLS.LINE_ITEM_NO).eq(Sql.of(booked, USAGE_CELLS.LINE_ITEM_NO)))
        .and(Sql.of(asked, USAGE_CELLS.PERIOD_START).eq(Sql.of(booked, USAGE_CELLS.PERIOD_START)))
        .where(is.ne(said))
        .and(Sql.of(asked, ASKED).isNotNull().or(billedHere(dsl, ended)));
  }

  private static Select<?> touched(DSLContext dsl) {
    return dsl.selectOne()
        .from(TOUCHED)
        .where(Sql.same(TOUCHED, USAGE_CELLS))
        .and(TOUCHED.LINE_ITEM_NO.eq(USAGE_CELLS.LINE_ITEM_NO))
        .and(TOUCHED.PERIOD_START.eq(USAGE_CELLS.PERIOD_START));
  }

  private static Condition billedHere(DSLContext dsl, Field<Instant> ended) {
    return DSL.notExists(
        dsl.selectOne()
            .from(INVOICE_SETTINGS)
            .where(Sql.in(INVOICE_SETTINGS))
            .and(INVOICE_SETTINGS.BILL_FROM.isNull().or(INVOICE_SETTINGS.BILL_FROM.ge(ended))));
  }

  private static Query gaps(DSLContext dsl) {
    Field<String> series =
        DSL.field("regexp_replace({0}, '-[0-9]+$', '')", String.class, INVOICES.NUMBER);
    Table<?> given =
        dsl.select(series.as("series"), DSL.count().as("documents"))
            .from(INVOICES)
            .where(Sql.in(INVOICES))
            .and(INVOICES.NUMBER.isNotNull())
            .groupBy(series)
            .asTable("given");
    Field<Integer> documents =
        DSL.coalesce(DSL.field(DSL.name("given", "documents"), Integer.class), DSL.inline(0));
    return dsl.select(DOCUMENT_NUMBERS.SERIES, DOCUMENT_NUMBERS.LAST_NUMBER, documents)
        .from(DOCUMENT_NUMBERS)
        .leftJoin(given)
        .on(
            DSL.field(DSL.name("given", "series"), DOCUMENT_NUMBERS.SERIES.getDataType())
                .eq(DOCUMENT_NUMBERS.SERIES))
        .where(Sql.in(DOCUMENT_NUMBERS))
        .and(DOCUMENT_NUMBERS.LAST_NUMBER.ne(documents.cast(Long.class)));
  }
}
