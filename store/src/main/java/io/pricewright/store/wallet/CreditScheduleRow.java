package io.pricewright.store.wallet;

import io.pricewright.store.catalogue.Catalogued;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * When a subscription next gets credits of a credit grant.
 *
 * @param id prefixed id
 * @param creditGrantId of what
 * @param subscriptionId for what
 * @param customerNo whose
 * @param anchor when the first were due
 * @param ordinal how many were given
 * @param nextAt when the next are due; null: no more
 * @param createdAt when it was made
 */
public record CreditScheduleRow(
    String id,
    String creditGrantId,
    String subscriptionId,
    long customerNo,
    Instant anchor,
    int ordinal,
    @Nullable Instant nextAt,
    Instant createdAt) {
  private static final Field<String> ID = Scoped.text("id");
  private static final Field<String> CREDIT_GRANT_ID = Scoped.text("credit_grant_id");
  private static final Field<String> SUBSCRIPTION_ID = Scoped.text("subscription_id");
  private static final Field<Long> CUSTOMER_NO = Scoped.big("customer_no");
  private static final Field<Instant> ANCHOR = Scoped.time("anchor");
  private static final Field<Integer> ORDINAL = Scoped.number("ordinal");
  private static final Field<Instant> NEXT_AT = Scoped.time("next_at");
  private static final Field<Instant> CREATED_AT = Scoped.time("created_at");

  /** Its table. */
  public static final Catalogued<CreditScheduleRow> TABLE =
      new Catalogued<>(
          "credit_schedules",
          List.of(
              ID,
              CREDIT_GRANT_ID,
              SUBSCRIPTION_ID,
              CUSTOMER_NO,
              ANCHOR,
              ORDINAL,
              NEXT_AT,
              CREATED_AT),
          CreditScheduleRow::toRow,
          CreditScheduleRow::fromRow);

  /** Returns it with its next credits due at another time. */
  public CreditScheduleRow next(int given, @Nullable Instant at) {
    return new CreditScheduleRow(
        id, creditGrantId, subscriptionId, customerNo, anchor, ordinal + given, at, createdAt);
  }

  /** Returns the schedules of a customer, ended ones too, as their last grants may carry over. */
  public static Future<List<CreditScheduleRow>> ofCustomer(Tx tx, long no) {
    return TABLE.listNumbered(tx, CUSTOMER_NO, no, 1_000);
  }

  private static void toRow(CreditScheduleRow row, Catalogued.Values values) {
    values
        .set(ID, row.id())
        .set(CREDIT_GRANT_ID, row.creditGrantId())
        .set(SUBSCRIPTION_ID, row.subscriptionId())
        .set(CUSTOMER_NO, row.customerNo())
        .set(ANCHOR, row.anchor())
        .set(ORDINAL, row.ordinal())
        .set(NEXT_AT, row.nextAt())
        .set(CREATED_AT, row.createdAt());
  }

  private static CreditScheduleRow fromRow(Row row) {
    return new CreditScheduleRow(
        row.getString("id"),
        row.getString("credit_grant_id"),
        row.getString("subscription_id"),
        row.getLong("customer_no"),
        Rows.instant(row, "anchor"),
        row.getInteger("ordinal"),
        Rows.instantOrNull(row, "next_at"),
        Rows.instant(row, "created_at"));
  }
}
