package io.pricewright.store.wallet;

import static io.pricewright.store.jooq.tables.Balances.BALANCES;
import static io.pricewright.store.jooq.tables.Charges.CHARGES;
import static io.pricewright.store.jooq.tables.CreditUses.CREDIT_USES;
import static io.pricewright.store.jooq.tables.Gates.GATES;
import static io.pricewright.store.jooq.tables.Holds.HOLDS;
import static io.pricewright.store.jooq.tables.InvoiceLines.INVOICE_LINES;
import static io.pricewright.store.jooq.tables.InvoiceWaivers.INVOICE_WAIVERS;
import static io.pricewright.store.jooq.tables.Invoices.INVOICES;
import static io.pricewright.store.jooq.tables.Postings.POSTINGS;
import static io.pricewright.store.jooq.tables.WalletGrants.WALLET_GRANTS;

import io.pricewright.rules.billing.AmountKind;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.ledger.Account;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.HoldStatus;
import io.pricewright.rules.wallet.Use;
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
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Rebuilds a customer's credits from what they were made of, and says in words what differs. The
 * caller holds the gate. The argument of each statement is the customer.
 */
public final class CreditCheck {
  private static final Field<BigDecimal> AMOUNT =
      DSL.field(DSL.name("amount"), WALLET_GRANTS.AMOUNT.getDataType());
  private static final Field<BigDecimal> NONE = DSL.inline(BigDecimal.ZERO);

  private static final List<Check> ALL =
      List.of(
          new Check(
              ofGrants(left(), leftByPostings()), "grant %s has %s left, its postings leave %s"),
          new Check(ofGrants(unsettled(), drawnByUses()), "grant %s is drawn %s, its uses say %s"),
          new Check(
              ofGrants(WALLET_GRANTS.HELD, heldByHolds()), "grant %s holds %s, its holds say %s"),
          new Check(
              ofUses(),
              "line item %s, period from %s: charged and not asked is %s, its uses say %s"),
          new Check(ofUnbilled(), "unbilled %s is %s, uncovered usage is %s"));

  /** A statement whose rows are what differs, and how to say that. */
  private record Check(Statement statement, String words) {
    String says(Row row) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        values.add(String.valueOf(row.getValue(i)));
      }
      return words.formatted(values.toArray());
    }
  }

  private CreditCheck() {}

  /** Returns what differs. */
  public static Future<List<String>> differences(Tx tx, CustomerNo customerNo) {
    List<String> all = new ArrayList<>();
    Future<Void> done = Future.succeededFuture();
    for (Check check : ALL) {
      done =
          done.compose(before -> tx.run(check.statement(), customerNo))
              .map(
                  rows -> {
                    all.addAll(Rows.all(rows, check::says));
                    return null;
                  });
    }
    return done.map(all);
  }

  private static Condition mine(Table<?> table) {
    Field<CustomerNo> whose =
        Objects.requireNonNull(table.field("customer_no", WALLET_GRANTS.CUSTOMER_NO.getDataType()));
    return Sql.in(table).and(whose.eq(Sql.arg(1, WALLET_GRANTS.CUSTOMER_NO)));
  }

  /** Grants by which a figure of their row is not the sum of a table of ids and amounts. */
  private static Statement ofGrants(Field<BigDecimal> figure, Select<? extends Record> sums) {
    Table<?> sum = sums.asTable("sum", "id", "amount");
    Field<BigDecimal> summed = DSL.coalesce(Sql.of(sum, AMOUNT), NONE);
    return Sql.statement(
        dsl ->
            dsl.select(WALLET_GRANTS.ID, figure, summed)
                .from(WALLET_GRANTS)
                .leftJoin(sum)
                .on(Sql.of(sum, WALLET_GRANTS.ID).eq(WALLET_GRANTS.ID))
                .where(mine(WALLET_GRANTS))
                .and(figure.ne(summed)));
  }

  private static Field<BigDecimal> left() {
    return WALLET_GRANTS.AMOUNT.minus(WALLET_GRANTS.DRAWN).minus(WALLET_GRANTS.GONE);
  }

  private static Field<BigDecimal> unsettled() {
    return WALLET_GRANTS.DRAWN.minus(WALLET_GRANTS.SETTLED);
  }

  /** The postings of a grant's account leave what is left of the grant. */
  private static Select<? extends Record> leftByPostings() {
    Field<String> id = DSL.field(DSL.name("moved", "id"), String.class);
    Table<?> moved =
        leaving(POSTINGS.CREDIT, POSTINGS.AMOUNT)
            .unionAll(leaving(POSTINGS.DEBIT, POSTINGS.AMOUNT.neg()))
            .asTable("moved", "id", "amount");
    return sums(id, Sql.of(moved, AMOUNT), moved, DSL.noCondition());
  }

  private static Select<Record2<String, BigDecimal>> leaving(
      Field<String> account, Field<BigDecimal> amount) {
    return Sql.DSL_CONTEXT
        .select(DSL.substring(account, DSL.inline(Account.WALLET.length() + 1)), amount)
        .from(POSTINGS)
        .where(mine(POSTINGS))
        .and(account.like(DSL.inline(Account.WALLET + "%")));
  }

  private static Select<? extends Record> drawnByUses() {
    return parts(CREDIT_USES, CREDIT_USES.STATE, DSL.noCondition());
  }

  private static Select<? extends Record> heldByHolds() {
    return parts(
        HOLDS, HOLDS.PARTS, HOLDS.HOLD_STATUS.eq(DSL.inline(HoldStatus.HELD, HOLDS.HOLD_STATUS)));
  }

  /** Sums the draws that JSON in a column says, by grant. */
  private static Select<? extends Record> parts(
      Table<?> table, Field<String> json, Condition which) {
    Table<?> draws = DSL.table("jsonb_array_elements({0}::jsonb -> 'd')", json).as("draw");
    return sums(
        DSL.field("draw ->> 0", String.class),
        DSL.field("(draw ->> 1)::numeric", BigDecimal.class),
        table.crossJoin(draws),
        mine(table).and(which));
  }

  private static Select<? extends Record> sums(
      Field<String> id, Field<BigDecimal> amount, Table<?> from, Condition which) {
    return Sql.DSL_CONTEXT.select(id, DSL.sum(amount)).from(from).where(which).groupBy(id);
  }

  private static Condition watched() {
    return DSL.exists(
        Sql.DSL_CONTEXT
            .selectOne()
            .from(GATES)
            .where(mine(GATES))
            .and(DSL.condition(GATES.WATCHED)));
  }

  /**
   * Selects what was charged of line items and periods, is in no document and was not waived: what
   * uses are made of.
   *
   * @param whose of charges
   * @param asked of documents
   */
  static Select<Record4<LineItemNo, Instant, Currency, BigDecimal>> notAsked(
      Condition whose, Condition asked) {
    Table<?> all =
        Sql.DSL_CONTEXT
            .select(CHARGES.LINE_ITEM_NO, CHARGES.PERIOD_START, CHARGES.CURRENCY, CHARGES.AMOUNT)
            .from(CHARGES)
            .where(whose)
            .unionAll(
                Sql.DSL_CONTEXT
                    .select(
                        INVOICE_LINES.LINE_ITEM_NO,
                        INVOICE_LINES.PERIOD_START,
                        INVOICE_LINES.CURRENCY,
                        INVOICE_LINES.GROSS.neg())
                    .from(INVOICE_LINES)
                    .join(INVOICES)
                    .on(Sql.same(INVOICES, INVOICE_LINES))
                    .and(INVOICES.ID.eq(INVOICE_LINES.INVOICE_ID))
                    .where(asked)
                    .andNot(DSL.condition(INVOICE_LINES.VOIDED)))
            .unionAll(
                Sql.DSL_CONTEXT
                    .select(
                        INVOICE_WAIVERS.LINE_ITEM_NO,
                        INVOICE_WAIVERS.PERIOD_START,
                        INVOICE_WAIVERS.CURRENCY,
                        INVOICE_WAIVERS.GROSS.neg())
                    .from(INVOICE_WAIVERS)
                    .join(INVOICES)
                    .on(Sql.same(INVOICES, INVOICE_WAIVERS))
                    .and(INVOICES.ID.eq(INVOICE_WAIVERS.INVOICE_ID))
                    .where(asked)
                    .and(
                        INVOICE_WAIVERS.KIND.eq(
                            DSL.inline(AmountKind.USAGE, INVOICE_WAIVERS.KIND))))
            .asTable("entry", "line_item_no", "period_start", "currency", "amount");
    return Sql.DSL_CONTEXT
        .select(
            Sql.of(all, CHARGES.LINE_ITEM_NO),
            Sql.of(all, CHARGES.PERIOD_START),
            Sql.of(all, CHARGES.CURRENCY),
            DSL.sum(Sql.of(all, CHARGES.AMOUNT)).as(AMOUNT))
        .from(all)
        .groupBy(
            Sql.of(all, CHARGES.LINE_ITEM_NO),
            Sql.of(all, CHARGES.PERIOD_START),
            Sql.of(all, CHARGES.CURRENCY));
  }

  /** What was charged by line item and period, and not asked, is drawn or uncovered. */
  private static Statement ofUses() {
    Field<BigDecimal> drawn =
        DSL.field(
            "coalesce((select sum((d ->> 1)::numeric) from jsonb_array_elements({0}::jsonb -> 'd')"
                + " d), 0)",
            BigDecimal.class, CREDIT_USES.STATE);
    Table<?> charged = notAsked(mine(CHARGES), mine(INVOICES)).asTable("charged");
    Table<?> used =
        Sql.DSL_CONTEXT
            .select(
                CREDIT_USES.LINE_ITEM_NO,
                CREDIT_USES.PERIOD_START,
                CREDIT_USES.CURRENCY,
                CREDIT_USES.UNCOVERED.plus(drawn).as(AMOUNT))
            .from(CREDIT_USES)
            .where(mine(CREDIT_USES))
            .and(
                CREDIT_USES.LINE_ITEM_NO.ne(DSL.inline(Use.NO_LINE_ITEM, CREDIT_USES.LINE_ITEM_NO)))
            .asTable("used");
    Field<BigDecimal> is = DSL.coalesce(Sql.of(charged, AMOUNT), NONE);
    Field<BigDecimal> said = DSL.coalesce(Sql.of(used, AMOUNT), NONE);
    return Sql.statement(
        dsl ->
            dsl.select(
                    DSL.field(DSL.name("line_item_no")),
                    DSL.field(DSL.name("period_start")),
                    is,
                    said)
                .from(charged)
                .fullJoin(used)
                .using(CREDIT_USES.LINE_ITEM_NO, CREDIT_USES.PERIOD_START, CREDIT_USES.CURRENCY)
                .where(is.ne(said))
                .and(watched()));
  }

  /** What the ledger calls unbilled is uncovered. */
  private static Statement ofUnbilled() {
    Table<?> unbilled =
        Sql.DSL_CONTEXT
            .select(BALANCES.CURRENCY, BALANCES.AMOUNT)
            .from(BALANCES)
            .where(mine(BALANCES))
            .and(BALANCES.ACCOUNT.eq(DSL.inline(Account.UNBILLED.name())))
            .asTable("unbilled");
    Table<?> open =
        Sql.DSL_CONTEXT
            .select(CREDIT_USES.CURRENCY, DSL.sum(CREDIT_USES.UNCOVERED).as(AMOUNT))
            .from(CREDIT_USES)
            .where(mine(CREDIT_USES))
            .groupBy(CREDIT_USES.CURRENCY)
            .asTable("open");
    Field<BigDecimal> is = DSL.coalesce(Sql.of(unbilled, AMOUNT), NONE);
    Field<BigDecimal> said = DSL.coalesce(Sql.of(open, AMOUNT), NONE);
    return Sql.statement(
        dsl ->
            dsl.select(DSL.field(DSL.name("currency")), is, said)
                .from(unbilled)
                .fullJoin(open)
                .using(CREDIT_USES.CURRENCY)
                .where(is.ne(said))
                .and(watched()));
  }
}
