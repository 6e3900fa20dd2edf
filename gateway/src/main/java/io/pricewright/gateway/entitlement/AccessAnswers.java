package io.pricewright.gateway.entitlement;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.KeepsZeros;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.entitlement.Quota;
import io.pricewright.rules.entitlement.ReservationStatus;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.ReservationId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.store.customer.Reservations;
import io.pricewright.store.row.ReservationRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How answers on access look. Ten thousand of them go out in one body, so they are written as text
 * and not built as trees first.
 */
final class AccessAnswers {
  static final Body<AccessAnswer> ACCESS = Body.of(AccessAnswer.class);
  static final Body<Reservation> RESERVATION = Body.of(Reservation.class);

  /** What the document says of the answer; its text is written by {@link #of}, key for key. */
  @Named("Access")
  record AccessAnswer(boolean allowed, Instant evaluatedAt, List<AccessResult> results) {}

  /** The answer to one ask. */
  record AccessResult(
      boolean allowed,
      Access.Reason reason,
      @Nullable CustomerId customerId,
      @Nullable ExternalId externalCustomerId,
      @Nullable FeatureId featureId,
      @KeepsZeros BigDecimal quantity,
      @Nullable Long limit,
      @KeepsZeros @Nullable BigDecimal used,
      @KeepsZeros @Nullable BigDecimal reserved,
      @KeepsZeros @Nullable BigDecimal remaining,
      @Nullable Boolean isSoftLimit,
      @Nullable Instant resetsAt,
      @Says("Whose limit decided: the customer, or one above it.") @Nullable CustomerId limitedBy,
      List<String> staticValues,
      List<Json> configValues,
      @Nullable Boolean creditSufficient,
      @KeepsZeros @Nullable BigDecimal creditAvailable,
      @Nullable Currency currency,
      @Nullable ReservationId reservationId,
      @Nullable Instant reservedUntil) {}

  /** A quantity that is kept for a use. */
  record Reservation(
      ReservationId id,
      CustomerId customerId,
      FeatureId featureId,
      @KeepsZeros BigDecimal quantity,
      ReservationStatus status,
      Instant expiresAt,
      Instant createdAt,
      Instant updatedAt) {
    static Reservation of(ReservationRow row, CustomerId customer, Instant now) {
      return new Reservation(
          row.id(),
          customer,
          row.featureId(),
          row.quantity(),
          Reservations.statusAt(row, now),
          row.expiresAt(),
          row.createdAt(),
          row.updatedAt());
    }
  }

  private AccessAnswers() {}

  /** Answers; a reservation belongs to the answer of the same place, or is null. */
  static Answer of(List<Access> all, List<@Nullable ReservationRow> reserved, Instant now) {
    StringBuilder out = new StringBuilder(100 + all.size() * 420);
    boolean allowed = all.stream().allMatch(Access::allowed);
    out.append("{\"allowed\":").append(allowed).append(",\"evaluated_at\":\"").append(now);
    out.append("\",\"results\":[");
    for (int i = 0; i < all.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      one(out, all.get(i), reserved.isEmpty() ? null : reserved.get(i));
    }
    return Answer.text(200, "application/json", out.append("]}").toString());
  }

  private static void one(StringBuilder out, Access access, @Nullable ReservationRow reserved) {
    Ask ask = access.ask();
    Level own = access.own();
    Level.OfFeature feature = access.feature();
    Quota quota = feature == null ? null : feature.quota();
    Level deciding = access.deciding();
    out.append("{\"allowed\":").append(access.allowed());
    text(out.append(",\"reason\":"), access.reason().code());
    text(out.append(",\"customer_id\":"), own == null ? null : own.id().value());
    text(out.append(",\"external_customer_id\":"), ask.external() ? ask.customer() : null);
    text(out.append(",\"feature_id\":"), feature == null ? null : feature.id().value());
    number(out.append(",\"quantity\":"), ask.quantity());
    limits(out, quota == null || !quota.metered() ? null : quota);
    text(out.append(",\"limited_by\":"), deciding == null ? null : deciding.id().value());
    values(out.append(",\"static_values\":"), feature);
    out.append(",\"config_values\":[");
    out.append(feature == null ? "" : String.join(",", feature.configs())).append(']');
    out.append(",\"credit_sufficient\":").append(access.creditSuffices());
    number(out.append(",\"credit_available\":"), access.credit());
    text(out.append(",\"currency\":"), access.currency());
    text(out.append(",\"reservation_id\":"), reserved == null ? null : reserved.id().value());
    time(out.append(",\"reserved_until\":"), reserved == null ? null : reserved.expiresAt());
    out.append('}');
  }

  private static void limits(StringBuilder out, @Nullable Quota quota) {
    out.append(",\"limit\":").append(quota == null ? null : quota.limit());
    number(out.append(",\"used\":"), quota == null ? null : quota.used());
    number(out.append(",\"reserved\":"), quota == null ? null : quota.reserved());
    number(out.append(",\"remaining\":"), quota == null ? null : quota.left());
    out.append(",\"is_soft_limit\":").append(quota == null ? null : quota.soft());
    time(out.append(",\"resets_at\":"), quota == null ? null : quota.resetsAt());
  }

  private static void values(StringBuilder out, Level.@Nullable OfFeature feature) {
    out.append('[');
    if (feature != null) {
      for (int i = 0; i < feature.values().size(); i++) {
        text(i > 0 ? out.append(',') : out, feature.values().get(i));
      }
    }
    out.append(']');
  }

  private static void number(StringBuilder out, @Nullable BigDecimal number) {
    if (number == null) {
      out.append("null");
    } else {
      out.append('"').append(number.toPlainString()).append('"');
    }
  }

  private static void time(StringBuilder out, @Nullable Instant time) {
    if (time == null) {
      out.append("null");
    } else {
      out.append('"').append(time).append('"');
    }
  }

  private static void text(StringBuilder out, @Nullable String text) {
    if (text == null) {
      out.append("null");
    } else if (plain(text)) {
      out.append('"').append(text).append('"');
    } else {
      out.append(Json.of(text).text());
    }
  }

  private static boolean plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }
}
