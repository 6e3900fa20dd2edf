package io.pricewright.store.ledger;

import static io.pricewright.store.database.Sql.arg;
import static io.pricewright.store.database.Sql.in;
import static io.pricewright.store.database.Sql.same;
import static io.pricewright.store.database.Sql.statement;
import static io.pricewright.store.jooq.tables.Balances.BALANCES;
import static io.pricewright.store.jooq.tables.Charges.CHARGES;
import static io.pricewright.store.jooq.tables.CustomerAliases.CUSTOMER_ALIASES;
import static io.pricewright.store.jooq.tables.Events.EVENTS;
import static io.pricewright.store.jooq.tables.Postings.POSTINGS;
import static io.pricewright.store.jooq.tables.UsageCells.USAGE_CELLS;
import static org.jooq.impl.DSL.abs;
import static org.jooq.impl.DSL.boolOr;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sum;

import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.ledger.Account;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.rating.Cause;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * What is written about one customer's money, as a check reads it.
 *
 * @param booked booked amount of each cell
 * @param charged sum of charges of each cell; charges of fixed prices have none
 * @param unposted charges whose posting is missing or differs
 * @param balances balances that differ from their postings: what is wrong, in words
 */
public record Books(
    Map<CellKey, BigDecimal> booked,
    Map<CellKey, BigDecimal> charged,
    long unposted,
    List<String> balances) {
  private static final Statement CELLS =
      statement(
          sql ->
              sql.select(
                      USAGE_CELLS.CUSTOMER_NO,
                      USAGE_CELLS.LINE_ITEM_NO,
                      USAGE_CELLS.PERIOD_START,
                      USAGE_CELLS.PART,
                      USAGE_CELLS.BOOKED)
                  .from(USAGE_CELLS)
                  .where(in(USAGE_CELLS))
                  .and(USAGE_CELLS.CUSTOMER_NO.eq(arg(1, USAGE_CELLS.CUSTOMER_NO))));
  private static final Statement CHARGED =
      statement(
          sql ->
              sql.select(
                      CHARGES.CUSTOMER_NO,
                      CHARGES.LINE_ITEM_NO,
                      CHARGES.PERIOD_START,
                      CHARGES.PART,
                      sum(CHARGES.AMOUNT))
                  .from(CHARGES)
                  .where(in(CHARGES))
                  .and(CHARGES.CUSTOMER_NO.eq(arg(1, CHARGES.CUSTOMER_NO)))
                  .and(CHARGES.CAUSE.ne(inline(Cause.FIXED, CHARGES.CAUSE)))
                  .groupBy(
                      CHARGES.CUSTOMER_NO,
                      CHARGES.LINE_ITEM_NO,
                      CHARGES.PERIOD_START,
                      CHARGES.PART));
  private static final Statement UNPOSTED = statement(Books::unposted);
  private static final Statement WRONG = statement(Books::wrong);
  private static final Statement FORGOTTEN =
      statement(
          sql ->
              sql.select(count())
                  .from(EVENTS)
                  .join(CUSTOMER_ALIASES)
                  .on(same(EVENTS, CUSTOMER_ALIASES))
                  .and(CUSTOMER_ALIASES.EXTERNAL_ID.eq(EVENTS.EXTERNAL_CUSTOMER_ID))
                  .where(in(EVENTS))
                  .and(EVENTS.CUSTOMER_NO.isNull())
                  .and(EVENTS.OUTCOME.ne(inline(Outcome.VOIDED, EVENTS.OUTCOME))));

  /** Counts charges without the one posting of their amount, from the right side to the other. */
  private static Query unposted(DSLContext sql) {
    var posted = coalesce(sum(POSTINGS.AMOUNT), inline(BigDecimal.ZERO));
    var owed = CHARGES.AMOUNT.gt(inline(BigDecimal.ZERO));
    var debited = POSTINGS.DEBIT.eq(inline(Account.UNBILLED.toRow()));
    return sql.select(count())
        .from(
            sql.select(CHARGES.ID)
                .from(CHARGES)
                .leftJoin(POSTINGS)
                .on(same(CHARGES, POSTINGS))
                .and(POSTINGS.CUSTOMER_NO.eq(CHARGES.CUSTOMER_NO))
                .and(POSTINGS.CHARGE_ID.eq(CHARGES.ID))
                .where(in(CHARGES))
                .and(CHARGES.CUSTOMER_NO.eq(arg(1, CHARGES.CUSTOMER_NO)))
                .groupBy(CHARGES.ID, CHARGES.AMOUNT)
                .having(
                    count(POSTINGS.ID)
                        .ne(inline(1))
                        .or(abs(CHARGES.AMOUNT).ne(posted))
                        .or(boolOr(field(owed).ne(field(debited)))))
                .asTable("wrong"));
  }

  /** Compares balances with what their postings add up to. */
  private static Query wrong(DSLContext sql) {
    Field<BigDecimal> moved = DSL.field(name("moves", "amount"), BALANCES.AMOUNT.getDataType());
    Field<String> account = DSL.field(name("moves", "account"), BALANCES.ACCOUNT.getDataType());
    Field<Currency> currency =
        DSL.field(name("moves", "currency"), BALANCES.CURRENCY.getDataType());
    var moves =
        sql.select(
                POSTINGS.DEBIT.as("account"),
                POSTINGS.CURRENCY.as("currency"),
                POSTINGS.AMOUNT.as("amount"))
            .from(POSTINGS)
            .where(in(POSTINGS))
            .and(POSTINGS.CUSTOMER_NO.eq(arg(1, POSTINGS.CUSTOMER_NO)))
            .unionAll(
                sql.select(POSTINGS.CREDIT, POSTINGS.CURRENCY, POSTINGS.AMOUNT.neg())
                    .from(POSTINGS)
                    .where(in(POSTINGS))
                    .and(POSTINGS.CUSTOMER_NO.eq(arg(1, POSTINGS.CUSTOMER_NO))))
            .asTable("moves");
    Table<?> sums =
        sql.select(account, currency, sum(moved).as("amount"))
            .from(moves)
            .groupBy(account, currency)
            .asTable("moves");
    Table<?> stored =
        sql.select(BALANCES.ACCOUNT, BALANCES.CURRENCY, BALANCES.AMOUNT)
            .from(BALANCES)
            .where(in(BALANCES))
            .and(BALANCES.CUSTOMER_NO.eq(arg(1, BALANCES.CUSTOMER_NO)))
            .asTable("stored");
    Field<BigDecimal> kept = DSL.field(name("stored", "amount"), BALANCES.AMOUNT.getDataType());
    Field<BigDecimal> is = coalesce(kept, inline(BigDecimal.ZERO));
    Field<BigDecimal> given = coalesce(moved, inline(BigDecimal.ZERO));
    return sql.select(
            concat(
                DSL.field(name("account"), String.class),
                inline(" "),
                DSL.field(name("currency"), String.class),
                inline(" is "),
                is,
                inline(", its postings give "),
                given))
        .from(stored)
        .fullJoin(sums)
        .using(DSL.field(name("account")), DSL.field(name("currency")))
        .where(is.ne(given));
  }

  /** Reads a customer's books. */
  public static Future<Books> read(Tx tx, CustomerNo customerNo) {
    Future<Map<CellKey, BigDecimal>> booked = amounts(tx, CELLS, customerNo);
    Future<Map<CellKey, BigDecimal>> charged = amounts(tx, CHARGED, customerNo);
    Future<Long> unposted =
        tx.run(UNPOSTED, customerNo).map(rows -> rows.iterator().next().getLong(0));
    Future<List<String>> balances =
        tx.run(WRONG, customerNo).map(rows -> Rows.all(rows, row -> row.getString(0)));
    return Future.join(booked, charged, unposted, balances)
        .map(
            all ->
                new Books(booked.result(), charged.result(), unposted.result(), balances.result()));
  }

  private static Future<Map<CellKey, BigDecimal>> amounts(
      Tx tx, Statement statement, CustomerNo customerNo) {
    return tx.run(statement, customerNo)
        .map(
            rows -> {
              Map<CellKey, BigDecimal> amounts = new HashMap<>();
              for (Row row : rows) {
                amounts.put(
                    new CellKey(
                        new CustomerNo(row.getLong(0)),
                        new LineItemNo(row.getLong(1)),
                        row.getOffsetDateTime(2).toInstant(),
                        row.getString(3)),
                    row.getBigDecimal(4));
              }
              return amounts;
            });
  }

  /** Returns how many events belong to nobody although somebody has their external id. */
  public static Future<Long> forgotten(Tx tx) {
    return tx.run(FORGOTTEN).map(rows -> rows.iterator().next().getLong(0));
  }
}
