package io.pricewright.store.row;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.money.Currency;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Balances;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.util.List;

/** A row of {@code balances}. */
public record BalanceRow(
    CustomerNo customerNo,
    String account,
    Currency currency,
    BigDecimal amount) {
  /** {@code customer_no}. */
  public static final Column<BalanceRow, CustomerNo> CUSTOMER_NO =
      Column.of(Balances.BALANCES.CUSTOMER_NO, BalanceRow::customerNo);

  /** {@code account}. */
  public static final Column<BalanceRow, String> ACCOUNT =
      Column.of(Balances.BALANCES.ACCOUNT, BalanceRow::account);

  /** {@code currency}. */
  public static final Column<BalanceRow, Currency> CURRENCY =
      Column.of(Balances.BALANCES.CURRENCY, BalanceRow::currency);

  /** {@code amount}. */
  public static final Column<BalanceRow, BigDecimal> AMOUNT =
      Column.of(Balances.BALANCES.AMOUNT, BalanceRow::amount);

  /** The everyday statements. */
  public static final Entity<BalanceRow> TABLE =
      Entity.of(
          Balances.BALANCES,
          row -> read(row, 0),
          List.of(CUSTOMER_NO, ACCOUNT, CURRENCY),
          List.of(
              CUSTOMER_NO,
              ACCOUNT,
              CURRENCY,
              AMOUNT));

  /** Reads a row whose columns begin at a position. */
  public static BalanceRow read(Row row, int at) {
    return new BalanceRow(
        CUSTOMER_NO.get(row, at + 0),
        ACCOUNT.get(row, at + 1),
        CURRENCY.get(row, at + 2),
        AMOUNT.get(row, at + 3));
  }

  /** Returns the row with another customer_no. */
  public BalanceRow withCustomerNo(CustomerNo customerNo) {
    return new BalanceRow(
        customerNo,
        account,
        currency,
        amount);
  }

  /** Returns the row with another account. */
  public BalanceRow withAccount(String account) {
    return new BalanceRow(
        customerNo,
        account,
        currency,
        amount);
  }

  /** Returns the row with another currency. */
  public BalanceRow withCurrency(Currency currency) {
    return new BalanceRow(
        customerNo,
        account,
        currency,
        amount);
  }

  /** Returns the row with another amount. */
  public BalanceRow withAmount(BigDecimal amount) {
    return new BalanceRow(
        customerNo,
        account,
        currency,
        amount);
  }
}
