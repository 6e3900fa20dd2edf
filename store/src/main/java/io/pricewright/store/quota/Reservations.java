package io.pricewright.store.quota;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The table of reservations. Written behind the customer's gate. */
public final class Reservations {
  private static final String COLUMNS =
      "id, customer_no, feature_id, quantity, reservation_status, expires_at, created_at, updated_at";
  private static final String ADD =
      "insert into reservations (tenant, environment, "
          + COLUMNS
          + ") select $1, $2, * from unnest($3::text[], $4::bigint[], $5::text[], $6::numeric[], $7::text[],"
          + " $8::timestamptz[], $9::timestamptz[], $10::timestamptz[])";
  private static final String EXPIRE =
      "update reservations set reservation_status = 'expired', updated_at = $4 where tenant = $1"
          + " and environment = $2 and customer_no = any($3) and reservation_status = 'held'"
          + " and expires_at <= $4";
  private static final String END =
      "update reservations set reservation_status = $4, updated_at = $5 where tenant = $1"
          + " and environment = $2 and id = $3";
  private static final String FIND =
      "select " + COLUMNS + " from reservations where tenant = $1 and environment = $2 and id = $3";
  private static final String HELD =
      "select feature_id, sum(quantity), min(expires_at) from reservations where tenant = $1"
          + " and environment = $2 and customer_no = any($3) and reservation_status = 'held'"
          + " and expires_at > $4 group by feature_id";

  private Reservations() {}

  /** What is held of a feature, and until when no part of it expires. */
  public record Held(String featureId, BigDecimal quantity, Instant until) {}

  /** Adds some. */
  public static Future<Void> add(Tx tx, List<Reservation> all) {
    return tx.run(
            ADD,
            scoped(tx)
                .addArrayOfString(all.stream().map(Reservation::id).toArray(String[]::new))
                .addArrayOfLong(
                    all.stream().map(one -> one.customerNo().value()).toArray(Long[]::new))
                .addArrayOfString(all.stream().map(Reservation::featureId).toArray(String[]::new))
                .addArrayOfBigDecimal(
                    all.stream().map(Reservation::quantity).toArray(BigDecimal[]::new))
                .addArrayOfString(all.stream().map(Reservation::status).toArray(String[]::new))
                .addArrayOfOffsetDateTime(
                    all.stream().map(r -> Tx.at(r.expiresAt())).toArray(OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(
                    all.stream().map(r -> Tx.at(r.createdAt())).toArray(OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(
                    all.stream().map(r -> Tx.at(r.updatedAt())).toArray(OffsetDateTime[]::new)))
        .mapEmpty();
  }

  /** Marks those of customers that are past their expiry, so that they are not read again. */
  public static Future<Void> expire(Tx tx, Collection<CustomerNo> customers, Instant now) {
    return tx.run(
            EXPIRE,
            scoped(tx)
                .addArrayOfLong(customers.stream().map(CustomerNo::value).toArray(Long[]::new))
                .addOffsetDateTime(Tx.at(now)))
        .mapEmpty();
  }

  /** Ends one. */
  public static Future<Void> end(Tx tx, Reservation ended) {
    return tx.run(
            END,
            scoped(tx)
                .addString(ended.id())
                .addString(ended.status())
                .addOffsetDateTime(Tx.at(ended.updatedAt())))
        .mapEmpty();
  }

  /** Finds one. */
  public static Future<Optional<Reservation>> find(Tx tx, String id) {
    return tx.run(FIND, scoped(tx).addString(id))
        .map(rows -> Rows.first(rows, Reservations::fromRow));
  }

  /** Returns what customers hold at an instant, by feature. */
  public static Future<List<Held>> held(Tx tx, Collection<CustomerNo> customers, Instant now) {
    return tx.run(
            HELD,
            scoped(tx)
                .addArrayOfLong(customers.stream().map(CustomerNo::value).toArray(Long[]::new))
                .addOffsetDateTime(Tx.at(now)))
        .map(
            rows ->
                Rows.all(
                    rows,
                    row ->
                        new Held(
                            row.getString(0),
                            row.getBigDecimal(1),
                            row.getOffsetDateTime(2).toInstant())));
  }

  private static Reservation fromRow(Row row) {
    return new Reservation(
        row.getString(0),
        new CustomerNo(row.getLong(1)),
        row.getString(2),
        row.getBigDecimal(3),
        row.getString(4),
        Rows.instant(row, "expires_at"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }

  private static Tuple scoped(Tx tx) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment());
  }
}
