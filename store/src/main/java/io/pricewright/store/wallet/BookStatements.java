package io.pricewright.store.wallet;

import static io.pricewright.store.jooq.tables.Balances.BALANCES;
import static io.pricewright.store.jooq.tables.Charges.CHARGES;
import static io.pricewright.store.jooq.tables.CreditUses.CREDIT_USES;
import static io.pricewright.store.jooq.tables.Features.FEATURES;
import static io.pricewright.store.jooq.tables.Invoices.INVOICES;
import static io.pricewright.store.jooq.tables.Prices.PRICES;
import static io.pricewright.store.jooq.tables.SubscriptionLineItems.SUBSCRIPTION_LINE_ITEMS;
import static io.pricewright.store.jooq.tables.WalletGrants.WALLET_GRANTS;
import static io.pricewright.store.jooq.tables.Wallets.WALLETS;

import io.pricewright.rules.ledger.Account;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.row.WalletGrantRow;
import io.pricewright.store.row.WalletRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** The statements of {@link CreditBooks}. */
final class BookStatements {
  /** Of customers: their wallets, oldest first, and the meters of the features each pays for. */
  static final Statement OF_WALLETS =
      Sql.statement(
          dsl ->
              dsl.select(WalletRow.TABLE.fields())
                  .select(meters())
                  .from(WALLETS)
                  .where(Sql.in(WALLETS))
                  .and(Sql.among(1, WALLETS.CUSTOMER_NO))
                  .orderBy(WALLETS.CREATED_AT, WALLETS.ID));

  /** Of customers: the grants of which anything is left, or can come back. */
  static final Statement OF_GRANTS =
      Sql.statement(
          dsl ->
              dsl.select(WalletGrantRow.TABLE.fields())
                  .from(WALLET_GRANTS)
                  .where(Sql.in(WALLET_GRANTS))
                  .and(Sql.among(1, WALLET_GRANTS.CUSTOMER_NO))
                  .and(DSL.not(DSL.condition(WALLET_GRANTS.SPENT))));

  /** Grants by their ids: nothing may be left of them. */
  static final Statement OF_NAMED_GRANTS =
      Sql.statement(
          dsl ->
              dsl.select(WalletGrantRow.TABLE.fields())
                  .from(WALLET_GRANTS)
                  .where(Sql.in(WALLET_GRANTS))
                  .and(Sql.among(1, WALLET_GRANTS.ID)));

  /** What a use is read from. */
  private static final List<Field<?>> USE =
      List.of(
          CREDIT_USES.CUSTOMER_NO,
          CREDIT_USES.LINE_ITEM_NO,
          CREDIT_USES.PERIOD_START,
          CREDIT_USES.CURRENCY,
          CREDIT_USES.STATE);

  /** The uses of keys: customers, line items, starts of periods. */
  static final Statement OF_USES =
      Sql.statement(
          dsl -> {
            Table<Record> given =
                Sql.rows(
                    "given",
                    1,
                    CREDIT_USES.CUSTOMER_NO,
                    CREDIT_USES.LINE_ITEM_NO,
                    CREDIT_USES.PERIOD_START);
            Table<?> keys =
                dsl.selectDistinct(
                        Sql.of(given, CREDIT_USES.CUSTOMER_NO),
                        Sql.of(given, CREDIT_USES.LINE_ITEM_NO),
                        Sql.of(given, CREDIT_USES.PERIOD_START))
                    .from(given)
                    .asTable("keys");
            return dsl.select(USE)
                .from(CREDIT_USES)
                .join(keys)
                .on(CREDIT_USES.CUSTOMER_NO.eq(Sql.of(keys, CREDIT_USES.CUSTOMER_NO)))
                .and(CREDIT_USES.LINE_ITEM_NO.eq(Sql.of(keys, CREDIT_USES.LINE_ITEM_NO)))
                .and(CREDIT_USES.PERIOD_START.eq(Sql.of(keys, CREDIT_USES.PERIOD_START)))
                .where(Sql.in(CREDIT_USES));
          });

  /** Of customers: the uses with uncovered usage, oldest first; of each so many. */
  static final Statement OF_OPEN_USES =
      Sql.statement(
          dsl -> {
            Table<Record> whose = Sql.rows("whose", 1, CREDIT_USES.CUSTOMER_NO);
            Table<?> used =
                DSL.lateral(
                    dsl.select(USE)
                        .from(CREDIT_USES)
                        .where(Sql.in(CREDIT_USES))
                        .and(CREDIT_USES.CUSTOMER_NO.eq(Sql.of(whose, CREDIT_USES.CUSTOMER_NO)))
                        .and(uncovers())
                        .orderBy(CREDIT_USES.PERIOD_START, CREDIT_USES.LINE_ITEM_NO)
                        .limit(DSL.inline(CreditBooks.MOST_OPEN))
                        .asTable("used"));
            return dsl.select(USE.stream().map(column -> Sql.of(used, column)).toList())
                .from(whose, used);
          });

  /** Of customers: what is uncovered, and what documents ask that is not paid, by currency. */
  static final Statement OF_UNCOVERED =
      Sql.statement(
          dsl ->
              dsl.select(
                      CREDIT_USES.CUSTOMER_NO, CREDIT_USES.CURRENCY, DSL.sum(CREDIT_USES.UNCOVERED))
                  .from(CREDIT_USES)
                  .where(open())
                  .groupBy(CREDIT_USES.CUSTOMER_NO, CREDIT_USES.CURRENCY)
                  .unionAll(
                      dsl.select(BALANCES.CUSTOMER_NO, BALANCES.CURRENCY, BALANCES.AMOUNT)
                          .from(BALANCES)
                          .where(Sql.in(BALANCES))
                          .and(Sql.among(1, BALANCES.CUSTOMER_NO))
                          .and(
                              BALANCES.ACCOUNT.eq(
                                  DSL.inline(Account.RECEIVABLE.name(), BALANCES.ACCOUNT)))));

  /** What line items are, by number. */
  static final Statement OF_LINES =
      Sql.statement(
          dsl ->
              dsl.select(
                      SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO,
                      SUBSCRIPTION_LINE_ITEMS.SUBSCRIPTION_ID,
                      PRICES.TYPE,
                      PRICES.METER_ID)
                  .from(SUBSCRIPTION_LINE_ITEMS)
                  .join(PRICES)
                  .on(Sql.same(PRICES, SUBSCRIPTION_LINE_ITEMS))
                  // A lineage has the id of its first price.
                  .and(
                      PRICES
                          .ID
                          .coerce(String.class)
                          .eq(SUBSCRIPTION_LINE_ITEMS.LINEAGE_ID.coerce(String.class)))
                  .where(Sql.in(SUBSCRIPTION_LINE_ITEMS))
                  .and(Sql.among(1, SUBSCRIPTION_LINE_ITEMS.LINE_ITEM_NO)));

  /** The columns of a grant that is written, in the order of the arguments. */
  private static final List<Field<?>> GRANT =
      WalletGrantRow.TABLE.fields().stream()
          .filter(column -> !column.equals(WALLET_GRANTS.SPENT))
          .toList();

  /** Adds grants, or writes what became of them. */
  static final Statement PUT_GRANTS =
      Sql.statement(
          dsl -> {
            Table<Record> given = Sql.rows("given", 1, GRANT.toArray(Field<?>[]::new));
            return dsl.insertInto(WALLET_GRANTS, scoped(WALLET_GRANTS, GRANT))
                .select(dsl.select(values(given, GRANT)).from(given))
                .onConflict(WALLET_GRANTS.TENANT, WALLET_GRANTS.ENVIRONMENT, WALLET_GRANTS.ID)
                .doUpdate()
                .set(WALLET_GRANTS.EXPIRES_AT, DSL.excluded(WALLET_GRANTS.EXPIRES_AT))
                .set(WALLET_GRANTS.CREDITS, DSL.excluded(WALLET_GRANTS.CREDITS))
                .set(WALLET_GRANTS.AMOUNT, DSL.excluded(WALLET_GRANTS.AMOUNT))
                .set(WALLET_GRANTS.DRAWN, DSL.excluded(WALLET_GRANTS.DRAWN))
                .set(WALLET_GRANTS.SETTLED, DSL.excluded(WALLET_GRANTS.SETTLED))
                .set(WALLET_GRANTS.GONE, DSL.excluded(WALLET_GRANTS.GONE))
                .set(WALLET_GRANTS.HELD, DSL.excluded(WALLET_GRANTS.HELD))
                .set(WALLET_GRANTS.LAPSED, DSL.excluded(WALLET_GRANTS.LAPSED))
                .set(WALLET_GRANTS.LINE, DSL.excluded(WALLET_GRANTS.LINE))
                .set(WALLET_GRANTS.BEGUN, DSL.excluded(WALLET_GRANTS.BEGUN))
                .set(WALLET_GRANTS.CARRIES, DSL.excluded(WALLET_GRANTS.CARRIES));
          });

  private static final List<Field<?>> WHOLE_USE =
      List.of(
          CREDIT_USES.CUSTOMER_NO,
          CREDIT_USES.LINE_ITEM_NO,
          CREDIT_USES.PERIOD_START,
          CREDIT_USES.CURRENCY,
          CREDIT_USES.STATE,
          CREDIT_USES.UNCOVERED);

  /** Adds uses, or writes what became of them. */
  static final Statement PUT_USES =
      Sql.statement(
          dsl -> {
            Table<Record> given = Sql.rows("given", 1, WHOLE_USE.toArray(Field<?>[]::new));
            return dsl.insertInto(CREDIT_USES, scoped(CREDIT_USES, WHOLE_USE))
                .select(dsl.select(values(given, WHOLE_USE)).from(given))
                .onConflict(
                    CREDIT_USES.TENANT,
                    CREDIT_USES.ENVIRONMENT,
                    CREDIT_USES.CUSTOMER_NO,
                    CREDIT_USES.LINE_ITEM_NO,
                    CREDIT_USES.PERIOD_START,
                    CREDIT_USES.CURRENCY)
                .doUpdate()
                .set(CREDIT_USES.STATE, DSL.excluded(CREDIT_USES.STATE))
                .set(CREDIT_USES.UNCOVERED, DSL.excluded(CREDIT_USES.UNCOVERED));
          });

  /**
   * Makes uses of all that a customer was charged and not asked, uncovered at its period's start.
   */
  static final Statement BEGIN =
      Sql.statement(
          dsl -> {
            Table<?> open =
                CreditCheck.notAsked(
                        Sql.in(CHARGES)
                            .and(CHARGES.CUSTOMER_NO.eq(Sql.arg(1, CHARGES.CUSTOMER_NO))),
                        Sql.in(INVOICES)
                            .and(INVOICES.CUSTOMER_NO.eq(Sql.arg(1, INVOICES.CUSTOMER_NO))))
                    .asTable("open");
            Field<BigDecimal> amount = Sql.of(open, CHARGES.AMOUNT);
            Field<Instant> period = Sql.of(open, CHARGES.PERIOD_START);
            return dsl.insertInto(CREDIT_USES, scoped(CREDIT_USES, WHOLE_USE))
                .select(
                    dsl.select(
                            Sql.tenant(),
                            Sql.environment(),
                            Sql.arg(1, CREDIT_USES.CUSTOMER_NO),
                            Sql.of(open, CHARGES.LINE_ITEM_NO),
                            period,
                            Sql.of(open, CHARGES.CURRENCY),
                            uncovered(period, amount),
                            amount)
                        .from(open)
                        .where(amount.ne(DSL.inline(BigDecimal.ZERO))))
                .onConflictDoNothing();
          });

  private BookStatements() {}

  private static Field<?> meters() {
    return DSL.field(
        Sql.DSL_CONTEXT
            .select(DSL.arrayAgg(FEATURES.METER_ID))
            .from(FEATURES)
            .where(Sql.same(FEATURES, WALLETS))
            .and(FEATURES.METER_ID.isNotNull())
            .and(WALLETS.FEATURES.isNotNull())
            .and(
                FEATURES
                    .ID
                    .coerce(String.class)
                    .in(
                        Sql.DSL_CONTEXT.select(
                            DSL.field(
                                "jsonb_array_elements_text({0}::jsonb)",
                                String.class, WALLETS.FEATURES)))));
  }

  private static Condition open() {
    return Sql.in(CREDIT_USES).and(Sql.among(1, CREDIT_USES.CUSTOMER_NO)).and(uncovers());
  }

  /** Written out, as the index is of these rows only. */
  private static Condition uncovers() {
    return CREDIT_USES.UNCOVERED.ne(DSL.inline(BigDecimal.ZERO));
  }

  /** The state of a use, as {@code Use.toRow} writes it. */
  private static Field<String> uncovered(Field<Instant> period, Field<BigDecimal> amount) {
    return DSL.field(
        "json_build_object('d', json_build_array(), 'u',"
            + " json_build_array(json_build_array(to_char({0} at time zone 'UTC',"
            + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), {1}::text)))::text",
        String.class, period, amount);
  }

  private static List<Field<?>> scoped(Table<?> table, List<Field<?>> columns) {
    List<Field<?>> all = new ArrayList<>();
    all.add(table.field("tenant"));
    all.add(table.field("environment"));
    all.addAll(columns);
    return all;
  }

  private static List<Field<?>> values(Table<?> given, List<Field<?>> columns) {
    List<Field<?>> all = new ArrayList<>(List.of(Sql.tenant(), Sql.environment()));
    columns.forEach(column -> all.add(Sql.of(given, column)));
    return all;
  }
}
