package io.pricewright.store.customer;

import static io.pricewright.store.jooq.tables.Reservations.RESERVATIONS;

import io.pricewright.rules.entitlement.ReservationStatus;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.ReservationRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** What is reserved, and what of it is over. Written behind the customer's gate. */
public final class Reservations {
  private static final Field<ReservationStatus> IS_HELD =
      DSL.inline(ReservationStatus.HELD, RESERVATIONS.RESERVATION_STATUS);
  private static final Statement EXPIRE =
      Sql.statement(
          dsl ->
              dsl.update(RESERVATIONS)
                  .set(
                      RESERVATIONS.RESERVATION_STATUS,
                      DSL.inline(ReservationStatus.EXPIRED, RESERVATIONS.RESERVATION_STATUS))
                  .set(RESERVATIONS.UPDATED_AT, Sql.arg(2, RESERVATIONS.UPDATED_AT))
                  .where(Sql.in(RESERVATIONS))
                  .and(Sql.among(1, RESERVATIONS.CUSTOMER_NO))
                  .and(RESERVATIONS.RESERVATION_STATUS.eq(IS_HELD))
                  .and(RESERVATIONS.EXPIRES_AT.le(Sql.arg(2, RESERVATIONS.EXPIRES_AT))));
  private static final Statement HOLDING =
      Sql.statement(
          dsl ->
              dsl.select(
                      RESERVATIONS.FEATURE_ID,
                      DSL.sum(RESERVATIONS.QUANTITY),
                      DSL.min(RESERVATIONS.EXPIRES_AT))
                  .from(RESERVATIONS)
                  .where(Sql.in(RESERVATIONS))
                  .and(Sql.among(1, RESERVATIONS.CUSTOMER_NO))
                  .and(RESERVATIONS.RESERVATION_STATUS.eq(IS_HELD))
                  .and(RESERVATIONS.EXPIRES_AT.gt(Sql.arg(2, RESERVATIONS.EXPIRES_AT)))
                  .groupBy(RESERVATIONS.FEATURE_ID));

  private Reservations() {}

  /** What is held of a feature, and until when no part of it expires. */
  public record Held(FeatureId featureId, BigDecimal quantity, Instant until) {}

  /** Returns where a reservation stands at an instant: held past its expiry is expired. */
  public static ReservationStatus statusAt(ReservationRow row, Instant now) {
    return row.reservationStatus().at(row.expiresAt(), now);
  }

  /** Marks those of customers that are past their expiry, so that they are not read again. */
  public static Future<Void> expire(Tx tx, Collection<CustomerNo> customers, Instant now) {
    return tx.run(EXPIRE, customers, now).mapEmpty();
  }

  /** Returns what customers hold at an instant, by feature. */
  public static Future<List<Held>> held(Tx tx, Collection<CustomerNo> customers, Instant now) {
    return tx.run(HOLDING, customers, now)
        .map(
            rows ->
                Rows.all(
                    rows,
                    row ->
                        new Held(
                            ReservationRow.FEATURE_ID.get(row, 0),
                            ReservationRow.QUANTITY.get(row, 1),
                            ReservationRow.EXPIRES_AT.get(row, 2))));
  }
}
