package io.pricewright.gateway.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Rows;
import io.pricewright.store.embedded.StoreAddresses;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The books as one snapshot of the database shows them. What is wrong is counted by SQL alone. */
final class StormBooks implements AutoCloseable {
  private static final String LEDGER =
      "(select account, sum(amount) as amount from (select credit as account, amount from postings"
          + " union all select debit, -amount from postings) m group by 1)";

  /** Each counts what must not be. */
  private static final Map<String, String> WRONG = new LinkedHashMap<>();

  static {
    WRONG.put(
        "grants whose postings leave something else",
        "select count(*) from wallet_grants g left join "
            + LEDGER
            + " l on l.account = 'wallet:' || g.id"
            + " where g.amount - g.drawn - g.gone <> coalesce(l.amount, 0)");
    WRONG.put(
        "balances that are not the sum of their postings",
        "select count(*) from (select account, -sum(amount) as amount from balances group by 1) b"
            + " full join "
            + LEDGER
            + " l using (account) where coalesce(b.amount, 0) <> coalesce(l.amount, 0)");
    WRONG.put(
        "grants below their floor",
        "select count(*) from wallet_grants where amount + line - drawn - gone < held or drawn < 0"
            + " or gone < 0 or held < 0 or settled < 0");
    WRONG.put(
        "wallets below their line",
        "select count(*) from wallets w where (select coalesce(sum(amount - drawn - gone), 0) from"
            + " wallet_grants g where g.wallet_id = w.id) < -w.credit_line");
    WRONG.put(
        "grants that hold something else than their holds",
        "select count(*) from wallet_grants g left join (select d ->> 0 as id, sum((d ->>"
            + " 1)::numeric) as held from holds, jsonb_array_elements(parts::jsonb -> 'd') d where"
            + " hold_status = 'held' group by 1) h on h.id = g.id where g.held <> coalesce(h.held, 0)");
    WRONG.put(
        "grants drawn otherwise than their uses say",
        "select count(*) from wallet_grants g left join (select d ->> 0 as id, sum((d ->>"
            + " 1)::numeric) as drawn from credit_uses, jsonb_array_elements(state::jsonb -> 'd') d"
            + " group by 1) u on u.id = g.id where g.drawn - g.settled <> coalesce(u.drawn, 0)");
    WRONG.put(
        "grants without their transaction",
        "select count(*) from wallet_grants g where kind <> 'line' and g.amount <> (select"
            + " coalesce(sum(amount), 0) from wallet_transactions t where t.grant_id = g.id and"
            + " t.type = 'credit')");
    WRONG.put(
        "usage that is neither drawn nor uncovered",
        "select count(*) from (select (select coalesce(sum(amount), 0) from charges) as charged,"
            + " (select coalesce(sum(uncovered), 0) from credit_uses where line_item_no <> 0) as open,"
            + " (select coalesce(sum((d ->> 1)::numeric), 0) from credit_uses,"
            + " jsonb_array_elements(state::jsonb -> 'd') d where line_item_no <> 0) as drawn) s"
            + " where charged <> open + drawn");
  }

  private final Connection connection;

  StormBooks(StoreAddresses stores) {
    try {
      connection = Rows.connect(stores.owner());
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Asserts that nothing is wrong at one instant, and returns what the wallets hold then. */
  BigDecimal sample() {
    WRONG.forEach((what, sql) -> assertThat(number(sql)).as(what).isEqualByComparingTo("0"));
    BigDecimal left = number("select coalesce(sum(amount - drawn - gone), 0) from wallet_grants");
    assertThat(
            number("select coalesce(-sum(amount), 0) from balances where account like 'wallet:%'"))
        .as("what the ledger says is left")
        .isEqualByComparingTo(left);
    end();
    return left;
  }

  /** Asks for one number; {@link #end} begins the next snapshot. */
  BigDecimal number(String sql) {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getBigDecimal(1);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  void end() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
