package io.pricewright.store.ledger;

import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.ChargeId;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.rating.Cause;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A charge as stored.
 *
 * @param id its id
 * @param batch the batch that made it
 * @param customerNo whose
 * @param lineItemNo subscription line item of its cell
 * @param periodStart period of its cell
 * @param part part of its cell
 * @param amount what was charged
 * @param currency in what
 * @param priceId the price version that made it
 * @param scriptId the script version that made it
 * @param cause usage, rerate, void or recount
 * @param events how many events made it
 * @param evidence as rules.rating.Evidence writes it, or null
 * @param madeAt when
 */
public record StoredCharge(
    ChargeId id,
    BatchId batch,
    CustomerNo customerNo,
    LineItemNo lineItemNo,
    Instant periodStart,
    String part,
    BigDecimal amount,
    String currency,
    PriceId priceId,
    ScriptId scriptId,
    Cause cause,
    int events,
    @Nullable String evidence,
    Instant madeAt) {
  private static final String SELECT =
      "select id, batch_id, customer_no, line_item_no, period_start, part, amount, currency, price_id,"
          + " script_id, cause, events, evidence, made_at from charges where tenant = $1 and environment = $2";
  private static final String FIND = SELECT + " and id = $3";
  private static final String COUNT =
      "select count(*) from charges where tenant = $1 and environment = $2"
          + " and ($3::bigint is null or customer_no = $3)";
  private static final String LIST =
      SELECT
          + " and ($3::bigint is null or customer_no = $3) order by made_at desc, id limit $4 offset $5";

  /** Finds a charge. */
  public static Future<Optional<StoredCharge>> find(Tx tx, ChargeId id) {
    return tx.run(FIND, scoped(tx).addUUID(id.value()))
        .map(rows -> Rows.all(rows, StoredCharge::fromRow).stream().findFirst());
  }

  /** Counts the charges of a customer, or all. */
  public static Future<Long> count(Tx tx, @Nullable CustomerNo customerNo) {
    return tx.run(COUNT, scoped(tx).addLong(customerNo == null ? null : customerNo.value()))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** Lists charges of a customer, or of all, newest first. */
  public static Future<List<StoredCharge>> list(
      Tx tx, @Nullable CustomerNo customerNo, int limit, int offset) {
    return tx.run(
            LIST,
            scoped(tx)
                .addLong(customerNo == null ? null : customerNo.value())
                .addInteger(limit)
                .addInteger(offset))
        .map(rows -> Rows.all(rows, StoredCharge::fromRow));
  }

  private static Tuple scoped(Tx tx) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment());
  }

  private static StoredCharge fromRow(Row row) {
    return new StoredCharge(
        new ChargeId(row.getUUID("id")),
        new BatchId(row.getUUID("batch_id")),
        new CustomerNo(row.getLong("customer_no")),
        new LineItemNo(row.getLong("line_item_no")),
        Rows.instant(row, "period_start"),
        row.getString("part"),
        row.getBigDecimal("amount"),
        row.getString("currency"),
        new PriceId(row.getString("price_id")),
        new ScriptId(row.getString("script_id")),
        Coded.of(Cause.class, row.getString("cause")),
        row.getInteger("events"),
        row.getString("evidence"),
        Rows.instant(row, "made_at"));
  }
}
