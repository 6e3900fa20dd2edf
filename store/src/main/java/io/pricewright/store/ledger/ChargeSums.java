package io.pricewright.store.ledger;

import static io.pricewright.store.database.Sql.DSL_CONTEXT;
import static io.pricewright.store.database.Sql.in;
import static io.pricewright.store.jooq.tables.Balances.BALANCES;
import static io.pricewright.store.jooq.tables.Charges.CHARGES;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.sum;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.ledger.Account;
import io.pricewright.rules.money.Currency;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.util.List;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What was charged and posted in one currency.
 *
 * @param currency the currency
 * @param charged exact sum of charges
 * @param charges how many
 * @param unbilled balance of unbilled usage in the ledger
 * @param revenue balance of revenue in the ledger, what was earned being above zero
 */
public record ChargeSums(
    Currency currency, BigDecimal charged, long charges, BigDecimal unbilled, BigDecimal revenue) {
  /** Returns the sums of a customer, or of the whole environment, by currency. */
  public static Future<List<ChargeSums>> read(Tx tx, @Nullable CustomerNo customerNo) {
    Field<BigDecimal> charged = sum(CHARGES.AMOUNT).as("charged");
    Field<Integer> charges = count().as("charges");
    Field<BigDecimal> unbilled = balance(Account.UNBILLED).as("unbilled");
    Field<BigDecimal> revenue = balance(Account.REVENUE).as("revenue");
    Table<?> sums =
        DSL_CONTEXT
            .select(CHARGES.CURRENCY, charged, charges)
            .from(CHARGES)
            .where(in(CHARGES, tx.scope()))
            .and(customerNo == null ? noCondition() : CHARGES.CUSTOMER_NO.eq(customerNo))
            .groupBy(CHARGES.CURRENCY)
            .asTable("c");
    Table<?> balances =
        DSL_CONTEXT
            .select(BALANCES.CURRENCY, unbilled, revenue)
            .from(BALANCES)
            .where(in(BALANCES, tx.scope()))
            .and(customerNo == null ? noCondition() : BALANCES.CUSTOMER_NO.eq(customerNo))
            .groupBy(BALANCES.CURRENCY)
            .asTable("b");
    Field<?> currency = DSL.field(name("currency"));
    return tx.run(
            DSL_CONTEXT
                .select(
                    currency,
                    DSL.field(name("charged")),
                    DSL.field(name("charges")),
                    DSL.field(name("unbilled")),
                    DSL.field(name("revenue")))
                .from(sums)
                .leftJoin(balances)
                .using(currency)
                .orderBy(currency))
        .map(
            rows ->
                Rows.all(
                    rows,
                    row ->
                        new ChargeSums(
                            new Currency(row.getString(0)),
                            row.getBigDecimal(1),
                            row.getLong(2),
                            orZero(row.getBigDecimal(3)),
                            orZero(row.getBigDecimal(4)).negate())));
  }

  private static Field<BigDecimal> balance(Account account) {
    return sum(BALANCES.AMOUNT).filterWhere(BALANCES.ACCOUNT.eq(account.toRow()));
  }

  private static BigDecimal orZero(@Nullable BigDecimal sum) {
    return sum == null ? BigDecimal.ZERO : sum;
  }
}
