package io.pricewright.store.reconciliation;

import static io.pricewright.store.jooq.tables.Balances.BALANCES;
import static io.pricewright.store.jooq.tables.Charges.CHARGES;
import static io.pricewright.store.jooq.tables.CreditUses.CREDIT_USES;
import static io.pricewright.store.jooq.tables.Deferrals.DEFERRALS;
import static io.pricewright.store.jooq.tables.GivenLines.GIVEN_LINES;
import static io.pricewright.store.jooq.tables.InvoiceLines.INVOICE_LINES;
import static io.pricewright.store.jooq.tables.InvoiceWaivers.INVOICE_WAIVERS;
import static io.pricewright.store.jooq.tables.Invoices.INVOICES;
import static io.pricewright.store.jooq.tables.Postings.POSTINGS;
import static io.pricewright.store.jooq.tables.UsageCells.USAGE_CELLS;
import static io.pricewright.store.jooq.tables.WalletGrants.WALLET_GRANTS;

import io.pricewright.rules.billing.AmountKind;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.invoice.InvoiceStatus;
import io.pricewright.rules.ledger.Account;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.rating.Cause;
import io.pricewright.rules.reconciliation.Figure;
import io.pricewright.rules.reconciliation.Figures;
import io.pricewright.rules.wallet.Use;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * A statement that sums up one table by customer and currency. Argument: customers. A row holds
 * both, then of each figure its amount and how many it sums up.
 */
record Sums(Statement statement, List<Figure> figures) {
  private static final Field<BigDecimal> NONE = DSL.inline(BigDecimal.ZERO);

  static final List<Sums> ALL =
      List.of(
          cells(),
          charges(),
          lines(),
          given(),
          waivers(),
          documents(),
          ledger(),
          grants(),
          work(),
          swept(),
          recognized(),
          NotAsked.SUMS);

  /**
   * A figure of a table.
   *
   * @param amount what is summed
   * @param which rows
   */
  record Part(Figure figure, Field<BigDecimal> amount, Condition which) {}

  /** Adds the figures of a row. */
  void add(Row row, Figures to) {
    for (int i = 0; i < figures.size(); i++) {
      BigDecimal amount = row.getBigDecimal(2 + 2 * i);
      if (amount != null) {
        to.add(figures.get(i), amount, row.getLong(3 + 2 * i));
      }
    }
  }

  private static Field<CustomerNo> customerNo(Table<?> table) {
    return Objects.requireNonNull(
        table.field("customer_no", INVOICES.CUSTOMER_NO.getDataType()), "customer_no");
  }

  private static Condition mine(Table<?> table) {
    return Sql.in(table).and(Sql.among(1, customerNo(table)));
  }

  /** Sums a table. */
  static Sums of(Table<?> table, Table<?> from, Condition where, List<Part> parts) {
    Field<Currency> currency =
        Objects.requireNonNull(
            table.field("currency", INVOICES.CURRENCY.getDataType()), "currency");
    List<Field<?>> columns = new ArrayList<>(List.of(customerNo(table), currency));
    for (Part part : parts) {
      columns.add(DSL.sum(part.amount()).filterWhere(part.which()));
      columns.add(DSL.count().filterWhere(part.which()));
    }
    return new Sums(
        Sql.statement(
            dsl ->
                dsl.select(columns).from(from).where(where).groupBy(customerNo(table), currency)),
        parts.stream().map(Part::figure).toList());
  }

  private static Sums of(Table<?> table, Condition where, Part... parts) {
    return of(table, table, mine(table).and(where), List.of(parts));
  }

  private static Part all(Figure figure, Field<BigDecimal> amount) {
    return new Part(figure, amount, DSL.noCondition());
  }

  private static Sums cells() {
    return of(USAGE_CELLS, DSL.noCondition(), all(Figure.USAGE, USAGE_CELLS.BOOKED));
  }

  private static Sums charges() {
    Field<Cause> fixed = DSL.inline(Cause.FIXED, CHARGES.CAUSE);
    Field<Cause> usage = DSL.inline(Cause.USAGE, CHARGES.CAUSE);
    return of(
        CHARGES,
        DSL.noCondition(),
        new Part(Figure.CHARGED_USAGE, CHARGES.AMOUNT, CHARGES.CAUSE.eq(usage)),
        new Part(Figure.CHARGED_FIXED, CHARGES.AMOUNT, CHARGES.CAUSE.eq(fixed)),
        new Part(Figure.CHARGED_ADJUSTED, CHARGES.AMOUNT, CHARGES.CAUSE.notIn(usage, fixed)));
  }

  private static Condition status(InvoiceStatus status) {
    return INVOICES.INVOICE_STATUS.eq(DSL.inline(status, INVOICES.INVOICE_STATUS));
  }

  private static Sums lines() {
    Condition holds = status(InvoiceStatus.FINALIZED);
    Condition advance = DSL.condition(INVOICE_LINES.IN_ADVANCE);
    Condition other = holds.and(DSL.not(advance));
    Field<BigDecimal> rounding =
        INVOICE_LINES.GROSS.minus(INVOICE_LINES.DISCOUNT).minus(INVOICE_LINES.NET);
    return of(
        INVOICES,
        INVOICES
            .join(INVOICE_LINES)
            .on(Sql.same(INVOICE_LINES, INVOICES))
            .and(INVOICE_LINES.INVOICE_ID.eq(INVOICES.ID)),
        mine(INVOICES),
        List.of(
            new Part(Figure.ASKED, INVOICE_LINES.GROSS, holds),
            new Part(Figure.ADVANCE_GROSS, INVOICE_LINES.GROSS, holds.and(advance)),
            new Part(Figure.ADVANCE_NET, INVOICE_LINES.NET, holds.and(advance)),
            new Part(Figure.DISCOUNTS, INVOICE_LINES.DISCOUNT, other),
            new Part(Figure.ROUNDINGS, rounding, other),
            new Part(Figure.CREDITS, INVOICE_LINES.CREDITS, holds)));
  }

  /** What was given is asked and earned at once. */
  private static Sums given() {
    Condition holds = status(InvoiceStatus.FINALIZED);
    return of(
        INVOICES,
        INVOICES
            .join(GIVEN_LINES)
            .on(Sql.same(GIVEN_LINES, INVOICES))
            .and(GIVEN_LINES.INVOICE_ID.eq(INVOICES.ID)),
        mine(INVOICES),
        List.of(
            new Part(Figure.GIVEN, GIVEN_LINES.AMOUNT, holds),
            new Part(Figure.ROUNDINGS, GIVEN_LINES.AMOUNT.minus(GIVEN_LINES.NET), holds)));
  }

  /** Usage alone: what a document charged, its void charged back. */
  private static Sums waivers() {
    return of(
        INVOICES,
        INVOICES
            .join(INVOICE_WAIVERS)
            .on(Sql.same(INVOICE_WAIVERS, INVOICES))
            .and(INVOICE_WAIVERS.INVOICE_ID.eq(INVOICES.ID)),
        mine(INVOICES),
        List.of(
            new Part(
                Figure.WAIVED,
                INVOICE_WAIVERS.GROSS,
                INVOICE_WAIVERS.KIND.eq(DSL.inline(AmountKind.USAGE, INVOICE_WAIVERS.KIND)))));
  }

  private static Sums documents() {
    // What is below zero went to the credit balance.
    return of(
        INVOICES,
        status(InvoiceStatus.FINALIZED),
        all(Figure.REMAINING, DSL.greatest(INVOICES.TOTAL, NONE).minus(INVOICES.AMOUNT_PAID)),
        all(Figure.CREDITED, DSL.least(INVOICES.TOTAL, NONE).neg()),
        all(Figure.PAID, INVOICES.AMOUNT_PAID));
  }

  private static Sums ledger() {
    Map<Figure, Account> accounts =
        Map.of(
            Figure.LEDGER_UNBILLED, Account.UNBILLED,
            Figure.LEDGER_RECEIVABLE, Account.RECEIVABLE,
            Figure.LEDGER_DEFERRED, Account.DEFERRED,
            Figure.LEDGER_REVENUE, Account.REVENUE,
            Figure.LEDGER_DISCOUNT, Account.DISCOUNT,
            Figure.LEDGER_ROUNDING, Account.ROUNDING,
            Figure.LEDGER_CREDIT_BALANCE, Account.CREDIT_BALANCE,
            Figure.LEDGER_WAIVED, Account.WAIVED);
    List<Part> parts = new ArrayList<>();
    accounts.forEach(
        (figure, account) ->
            parts.add(
                new Part(
                    figure,
                    BALANCES.AMOUNT,
                    BALANCES.ACCOUNT.eq(DSL.inline(account.toRow(), BALANCES.ACCOUNT)))));
    return of(BALANCES, BALANCES, mine(BALANCES), parts);
  }

  private static Sums grants() {
    return of(
        WALLET_GRANTS,
        DSL.noCondition(),
        all(Figure.DRAWN, WALLET_GRANTS.DRAWN.minus(WALLET_GRANTS.SETTLED)),
        all(Figure.SETTLED, WALLET_GRANTS.SETTLED));
  }

  private static Sums work() {
    Field<BigDecimal> drawn =
        DSL.field(
            "coalesce((select sum((d ->> 1)::numeric) from jsonb_array_elements({0}::jsonb -> 'd')"
                + " d), 0)",
            BigDecimal.class, CREDIT_USES.STATE);
    return of(
        CREDIT_USES,
        CREDIT_USES.LINE_ITEM_NO.eq(DSL.inline(Use.NO_LINE_ITEM, CREDIT_USES.LINE_ITEM_NO)),
        all(Figure.WORK, CREDIT_USES.UNCOVERED.plus(drawn)));
  }

  private static Sums swept() {
    Field<String> owed = DSL.inline(Account.CREDIT_BALANCE.toRow(), POSTINGS.CREDIT);
    return of(
        POSTINGS,
        POSTINGS.CREDIT.eq(owed).and(POSTINGS.DEBIT.like(DSL.inline(Account.WALLET + "%"))),
        all(Figure.SWEPT, POSTINGS.AMOUNT));
  }

  private static Sums recognized() {
    return of(DEFERRALS, DSL.noCondition(), all(Figure.RECOGNIZED, DEFERRALS.RECOGNIZED));
  }
}
