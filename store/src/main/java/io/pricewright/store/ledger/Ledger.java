package io.pricewright.store.ledger;

import static io.pricewright.store.database.Sql.insert;
import static io.pricewright.store.database.Sql.statement;
import static io.pricewright.store.jooq.tables.Balances.BALANCES;
import static org.jooq.impl.DSL.excluded;

import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.ledger.Account;
import io.pricewright.rules.ledger.Booking;
import io.pricewright.rules.ledger.Posting;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.rating.Charge;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.ChargeRow;
import io.pricewright.store.row.PostingRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables of charges, postings and balances. */
public final class Ledger {
  private static final Statement MOVE =
      statement(
          sql ->
              insert(
                      sql,
                      BALANCES,
                      BALANCES.CUSTOMER_NO,
                      BALANCES.ACCOUNT,
                      BALANCES.CURRENCY,
                      BALANCES.AMOUNT)
                  .onConflict(
                      BALANCES.TENANT,
                      BALANCES.ENVIRONMENT,
                      BALANCES.CUSTOMER_NO,
                      BALANCES.ACCOUNT,
                      BALANCES.CURRENCY)
                  .doUpdate()
                  .set(BALANCES.AMOUNT, BALANCES.AMOUNT.plus(excluded(BALANCES.AMOUNT))));

  private Ledger() {}

  /** Appends charges and postings of a batch, and moves the balances. */
  public static Future<Void> append(
      Tx tx, BatchId batch, List<Charge> charges, List<Posting> postings, Instant at) {
    if (charges.isEmpty()) {
      return Future.succeededFuture();
    }
    return Future.join(
            ChargeRow.TABLE.addAll(tx, charges.stream().map(c -> row(c, batch, at)).toList()),
            post(tx, batch, postings, at))
        .mapEmpty();
  }

  /** Appends postings, and moves the balances. */
  public static Future<Void> post(Tx tx, BatchId batch, List<Posting> postings, Instant at) {
    if (postings.isEmpty()) {
      return Future.succeededFuture();
    }
    return Future.join(
            PostingRow.TABLE.addAll(tx, postings.stream().map(p -> row(p, batch, at)).toList()),
            move(tx, postings))
        .mapEmpty();
  }

  private static ChargeRow row(Charge charge, BatchId batch, Instant at) {
    return new ChargeRow(
        charge.id(),
        batch,
        charge.cell().customerNo(),
        charge.cell().lineItemNo(),
        charge.cell().periodStart(),
        charge.cell().part(),
        charge.amount().amount(),
        charge.amount().currency(),
        charge.priceId(),
        charge.scriptId(),
        charge.cause(),
        charge.events(),
        charge.evidence(),
        at);
  }

  private static PostingRow row(Posting posting, BatchId batch, Instant at) {
    Booking booking = posting.booking();
    return new PostingRow(
        posting.id(),
        batch,
        posting.customerNo(),
        posting.debit().toRow(),
        posting.credit().toRow(),
        posting.amount().amount(),
        posting.amount().currency(),
        posting.chargeId(),
        booking == null ? null : booking.invoiceId(),
        booking == null ? null : booking.lineNo(),
        booking == null ? at : booking.at(),
        at);
  }

  private record BalanceKey(CustomerNo customerNo, String account, Currency currency)
      implements Comparable<BalanceKey> {
    @Override
    public int compareTo(BalanceKey other) {
      return Comparator.comparing(BalanceKey::customerNo)
          .thenComparing(BalanceKey::account)
          .thenComparing(key -> key.currency().code())
          .compare(this, other);
    }
  }

  private static Future<?> move(Tx tx, List<Posting> postings) {
    Map<BalanceKey, BigDecimal> moves = new TreeMap<>();
    for (Posting posting : postings) {
      BigDecimal amount = posting.amount().amount();
      moves.merge(key(posting, posting.debit()), amount, BigDecimal::add);
      moves.merge(key(posting, posting.credit()), amount.negate(), BigDecimal::add);
    }
    List<BalanceKey> keys = List.copyOf(moves.keySet());
    return tx.run(
        MOVE,
        keys.stream().map(BalanceKey::customerNo).toList(),
        keys.stream().map(BalanceKey::account).toList(),
        keys.stream().map(BalanceKey::currency).toList(),
        List.copyOf(moves.values()));
  }

  private static BalanceKey key(Posting posting, Account account) {
    return new BalanceKey(posting.customerNo(), account.toRow(), posting.amount().currency());
  }
}
