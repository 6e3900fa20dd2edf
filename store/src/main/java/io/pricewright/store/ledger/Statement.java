package io.pricewright.store.ledger;

import io.pricewright.rules.id.ChargeId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.PostingId;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account of a customer got and gave between two instants. Debits count up, credits down.
 *
 * @param opening balance before the first instant
 * @param closing balance before the second
 * @param count how many lines there are in all
 * @param lines those asked, oldest first
 */
public record Statement(BigDecimal opening, BigDecimal closing, long count, List<Line> lines) {
  /**
   * A posting seen from the account.
   *
   * @param postingId which
   * @param at when it was posted
   * @param other the account on its other side
   * @param amount above zero when the account was debited
   * @param balance of the account after it
   * @param chargeId the charge behind it, or null
   */
  public record Line(
      PostingId postingId,
      Instant at,
      String other,
      BigDecimal amount,
      BigDecimal balance,
      @Nullable ChargeId chargeId) {}

  /**
   * All postings of a kind of account; the accounts of grants are one kind.
   *
   * @param account kind
   * @param currency in what
   * @param debit sum of its debits
   * @param credit sum of its credits
   * @param balance debits less credits
   */
  public record Sum(
      String account, String currency, BigDecimal debit, BigDecimal credit, BigDecimal balance) {}

  /**
   * Sums of all kinds.
   *
   * @param sums by currency and kind
   * @param balanced whether debits equal credits, and equal the stored balances, in each currency
   */
  public record Trial(List<Sum> sums, boolean balanced) {}

  private static final String MOVES =
      "select id, posted_at, credit as other, amount, charge_id from postings where customer_no = $3 and tenant"
          + " = $1 and environment = $2 and debit = $4 and currency = $5 and posted_at < $6 union all select"
          + " id, posted_at, debit, -amount, charge_id from postings where customer_no = $3 and tenant = $1 and"
          + " environment = $2 and credit = $4 and currency = $5 and posted_at < $6";
  private static final String SUMS =
      "select coalesce(sum(amount) filter (where posted_at < $7), 0), coalesce(sum(amount), 0), count(*) filter"
          + " (where posted_at >= $7) from ("
          + MOVES
          + ") m";
  private static final String LINES =
      "select * from (select id, posted_at, other, amount, sum(amount) over (order by posted_at, id) as balance,"
          + " charge_id from ("
          + MOVES
          + ") m) n where posted_at >= $7 order by posted_at, id limit $8 offset $9";
  private static final String TRIAL =
      "select account, currency, sum(debit), sum(credit), sum(debit) - sum(credit), sum(stored) from (select"
          + " split_part(debit, ':', 1) as account, currency, amount as debit, 0::numeric as credit,"
          + " 0::numeric as stored from postings where tenant = $1 and environment = $2 union all select"
          + " split_part(credit, ':', 1), currency, 0, amount, 0 from postings where tenant = $1 and"
          + " environment = $2 union all select split_part(account, ':', 1), currency, 0, 0, amount from"
          + " balances where tenant = $1 and environment = $2) m group by 1, 2 order by 2, 1";

  /** Reads a part of a statement. */
  public static Future<Statement> read(
      Tx tx,
      CustomerNo customerNo,
      String account,
      String currency,
      Instant from,
      Instant to,
      int limit,
      int offset) {
    var sums = tx.run(SUMS, asked(tx, customerNo, account, currency, from, to));
    var lines =
        tx.run(
            LINES,
            asked(tx, customerNo, account, currency, from, to)
                .addInteger(limit)
                .addInteger(offset));
    return Future.join(sums, lines)
        .map(
            both -> {
              Row row = sums.result().iterator().next();
              return new Statement(
                  row.getBigDecimal(0),
                  row.getBigDecimal(1),
                  row.getLong(2),
                  Rows.all(lines.result(), Statement::line));
            });
  }

  private static Tuple asked(
      Tx tx, CustomerNo customerNo, String account, String currency, Instant from, Instant to) {
    return Tuple.of(
            tx.scope().tenant(), tx.scope().environment(), customerNo.value(), account, currency)
        .addOffsetDateTime(Tx.at(to))
        .addOffsetDateTime(Tx.at(from));
  }

  private static Line line(Row row) {
    return new Line(
        new PostingId(row.getUUID(0)),
        Rows.instant(row, "posted_at"),
        row.getString(2),
        row.getBigDecimal(3),
        row.getBigDecimal(4),
        row.getUUID(5) == null ? null : new ChargeId(row.getUUID(5)));
  }

  /** Sums all accounts of the environment. */
  public static Future<Trial> trial(Tx tx) {
    return tx.run(TRIAL, Tuple.of(tx.scope().tenant(), tx.scope().environment()))
        .map(
            rows -> {
              List<Sum> sums =
                  Rows.all(
                      rows,
                      row ->
                          new Sum(
                              row.getString(0),
                              row.getString(1),
                              row.getBigDecimal(2),
                              row.getBigDecimal(3),
                              row.getBigDecimal(4)));
              boolean stored = true;
              for (Row row : rows) {
                stored &= row.getBigDecimal(4).compareTo(row.getBigDecimal(5)) == 0;
              }
              java.util.Map<String, BigDecimal> left = new java.util.HashMap<>();
              sums.forEach(sum -> left.merge(sum.currency(), sum.balance(), BigDecimal::add));
              boolean zero = left.values().stream().allMatch(sum -> sum.signum() == 0);
              return new Trial(sums, stored && zero);
            });
  }
}
