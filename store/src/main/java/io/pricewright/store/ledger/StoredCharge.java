package io.pricewright.store.ledger;

import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    UUID id,
    UUID batch,
    long customerNo,
    long lineItemNo,
    Instant periodStart,
    String part,
    BigDecimal amount,
    String currency,
    String priceId,
    String scriptId,
    String cause,
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
  public static Future<Optional<StoredCharge>> find(Tx tx, UUID id) {
    return tx.run(FIND, scoped(tx).addUUID(id))
        .map(rows -> Rows.all(rows, StoredCharge::fromRow).stream().findFirst());
  }

  /** Counts the charges of a customer, or all. */
  public static Future<Long> count(Tx tx, @Nullable Long customerNo) {
    return tx.run(COUNT, scoped(tx).addLong(customerNo))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** Lists charges of a customer, or of all, newest first. */
  public static Future<List<StoredCharge>> list(
      Tx tx, @Nullable Long customerNo, int limit, int offset) {
    return tx.run(LIST, scoped(tx).addLong(customerNo).addInteger(limit).addInteger(offset))
        .map(rows -> Rows.all(rows, StoredCharge::fromRow));
  }

  private static Tuple scoped(Tx tx) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment());
  }

  private static StoredCharge fromRow(Row row) {
    return new StoredCharge(
        row.getUUID("id"),
        row.getUUID("batch_id"),
        row.getLong("customer_no"),
        row.getLong("line_item_no"),
        Rows.instant(row, "period_start"),
        row.getString("part"),
        row.getBigDecimal("amount"),
        row.getString("currency"),
        row.getString("price_id"),
        row.getString("script_id"),
        row.getString("cause"),
        row.getInteger("events"),
        row.getString("evidence"),
        Rows.instant(row, "made_at"));
  }
}
