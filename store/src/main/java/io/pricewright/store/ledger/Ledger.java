package io.pricewright.store.ledger;

import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.ChargeId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.ledger.Posting;
import io.pricewright.rules.rating.Charge;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of charges, postings and balances. */
public final class Ledger {
  private static final String CHARGES =
      "insert into charges (tenant, environment, id, batch_id, customer_no, line_item_no, period_start,"
          + " part, amount, currency, price_id, script_id, cause, events, evidence, made_at) select $1, $2, c.id, $3,"
          + " c.customer_no, c.line_item_no, c.period_start, c.part, c.amount, c.currency, c.price_id,"
          + " c.script_id, c.cause, c.events, c.evidence, $4 from unnest($5::uuid[], $6::bigint[], $7::bigint[],"
          + " $8::timestamptz[], $9::text[], $10::numeric[], $11::text[], $12::text[], $13::text[],"
          + " $14::text[], $15::integer[], $16::text[]) as c(id, customer_no, line_item_no, period_start, part, amount,"
          + " currency, price_id, script_id, cause, events, evidence)";
  private static final String POSTINGS =
      "insert into postings (tenant, environment, id, batch_id, customer_no, debit, credit, amount,"
          + " currency, charge_id, posted_at) select $1, $2, p.id, $3, p.customer_no, p.debit, p.credit,"
          + " p.amount, p.currency, p.charge_id, $4 from unnest($5::uuid[], $6::bigint[], $7::text[],"
          + " $8::text[], $9::numeric[], $10::text[], $11::uuid[]) as p(id, customer_no, debit, credit,"
          + " amount, currency, charge_id)";
  private static final String BALANCES =
      "insert into balances as b (tenant, environment, customer_no, account, currency, amount)"
          + " select $1, $2, * from unnest($3::bigint[], $4::text[], $5::text[], $6::numeric[])"
          + " on conflict (tenant, environment, customer_no, account, currency)"
          + " do update set amount = b.amount + excluded.amount";

  private Ledger() {}

  /** Appends charges and postings of a batch, and moves the balances. */
  public static Future<Void> append(
      Tx tx, BatchId batch, List<Charge> charges, List<Posting> postings, Instant at) {
    if (charges.isEmpty()) {
      return Future.succeededFuture();
    }
    return Future.join(
            tx.run(CHARGES, charges(tx, batch, charges, at)),
            tx.run(POSTINGS, postings(tx, batch, postings, at)),
            tx.run(BALANCES, balances(tx, postings)))
        .mapEmpty();
  }

  /** Appends postings that belong to no charge, and moves the balances. */
  public static Future<Void> post(Tx tx, BatchId batch, List<Posting> postings, Instant at) {
    if (postings.isEmpty()) {
      return Future.succeededFuture();
    }
    return Future.join(
            tx.run(POSTINGS, postings(tx, batch, postings, at)),
            tx.run(BALANCES, balances(tx, postings)))
        .mapEmpty();
  }

  private static Tuple charges(Tx tx, BatchId batch, List<Charge> charges, Instant at) {
    return head(tx, batch, at)
        .addArrayOfUUID(charges.stream().map(c -> c.id().value()).toArray(UUID[]::new))
        .addArrayOfLong(
            charges.stream().map(c -> c.cell().customerNo().value()).toArray(Long[]::new))
        .addArrayOfLong(
            charges.stream().map(c -> c.cell().lineItemNo().value()).toArray(Long[]::new))
        .addArrayOfOffsetDateTime(
            charges.stream().map(c -> Tx.at(c.cell().periodStart())).toArray(OffsetDateTime[]::new))
        .addArrayOfString(charges.stream().map(c -> c.cell().part()).toArray(String[]::new))
        .addArrayOfBigDecimal(
            charges.stream().map(c -> c.amount().amount()).toArray(BigDecimal[]::new))
        .addArrayOfString(
            charges.stream().map(c -> c.amount().currency().code()).toArray(String[]::new))
        .addArrayOfString(charges.stream().map(c -> c.priceId().value()).toArray(String[]::new))
        .addArrayOfString(charges.stream().map(c -> c.scriptId().value()).toArray(String[]::new))
        .addArrayOfString(charges.stream().map(c -> c.cause().code()).toArray(String[]::new))
        .addArrayOfInteger(charges.stream().map(Charge::events).toArray(Integer[]::new))
        .addArrayOfString(charges.stream().map(Charge::evidence).toArray(String[]::new));
  }

  private static Tuple postings(Tx tx, BatchId batch, List<Posting> postings, Instant at) {
    return head(tx, batch, at)
        .addArrayOfUUID(postings.stream().map(p -> p.id().value()).toArray(UUID[]::new))
        .addArrayOfLong(postings.stream().map(p -> p.customerNo().value()).toArray(Long[]::new))
        .addArrayOfString(postings.stream().map(p -> p.debit().toRow()).toArray(String[]::new))
        .addArrayOfString(postings.stream().map(p -> p.credit().toRow()).toArray(String[]::new))
        .addArrayOfBigDecimal(
            postings.stream().map(p -> p.amount().amount()).toArray(BigDecimal[]::new))
        .addArrayOfString(
            postings.stream().map(p -> p.amount().currency().code()).toArray(String[]::new))
        .addArrayOfUUID(postings.stream().map(Ledger::charge).toArray(UUID[]::new));
  }

  private static @Nullable UUID charge(Posting posting) {
    ChargeId charge = posting.chargeId();
    return charge == null ? null : charge.value();
  }

  private record BalanceKey(CustomerNo customerNo, String account, String currency)
      implements Comparable<BalanceKey> {
    @Override
    public int compareTo(BalanceKey other) {
      return java.util.Comparator.comparing(BalanceKey::customerNo)
          .thenComparing(BalanceKey::account)
          .thenComparing(BalanceKey::currency)
          .compare(this, other);
    }
  }

  private static Tuple balances(Tx tx, List<Posting> postings) {
    Map<BalanceKey, BigDecimal> moves = new TreeMap<>();
    for (Posting p : postings) {
      String currency = p.amount().currency().code();
      moves.merge(
          new BalanceKey(p.customerNo(), p.debit().toRow(), currency),
          p.amount().amount(),
          BigDecimal::add);
      moves.merge(
          new BalanceKey(p.customerNo(), p.credit().toRow(), currency),
          p.amount().amount().negate(),
          BigDecimal::add);
    }
    Map<BalanceKey, BigDecimal> ordered = new LinkedHashMap<>(moves);
    return Tuple.of(tx.scope().tenant(), tx.scope().environment())
        .addArrayOfLong(
            ordered.keySet().stream().map(key -> key.customerNo().value()).toArray(Long[]::new))
        .addArrayOfString(ordered.keySet().stream().map(BalanceKey::account).toArray(String[]::new))
        .addArrayOfString(
            ordered.keySet().stream().map(BalanceKey::currency).toArray(String[]::new))
        .addArrayOfBigDecimal(ordered.values().toArray(BigDecimal[]::new));
  }

  private static Tuple head(Tx tx, BatchId batch, Instant at) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment())
        .addUUID(batch.value())
        .addOffsetDateTime(Tx.at(at));
  }
}
