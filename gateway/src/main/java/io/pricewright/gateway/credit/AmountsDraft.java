package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Place;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bounds of numbers and times that drafts hold; what is wrong already is not told twice. */
final class AmountsDraft {
  private static final BigDecimal MOST_RATE = BigDecimal.TEN.pow(6);

  private AmountsDraft() {}

  /** Refuses credits that are not more than 0 and less than 10^15. */
  static void credits(Place place, String key, @Nullable BigDecimal credits) {
    if (credits != null && (credits.signum() <= 0 || credits.compareTo(Amounts.MOST) >= 0)) {
      refuse(place, key, "Send more than 0 and less than 10^15.");
    }
  }

  /** Refuses rates that are not more than 0 and less than 10^6. */
  static void rate(Place place, String key, @Nullable BigDecimal rate) {
    positive(place, key, rate);
    below(place, key, rate, MOST_RATE, "10^6");
  }

  /** Refuses 0. */
  static void positive(Place place, String key, @Nullable BigDecimal value) {
    if (value != null && value.signum() == 0) {
      refuse(place, key, "Send more than 0.");
    }
  }

  /** Refuses 10^15 and more. */
  static void below(Place place, String key, @Nullable BigDecimal value) {
    below(place, key, value, Amounts.MOST, "10^15");
  }

  private static void below(
      Place place, String key, @Nullable BigDecimal value, BigDecimal bound, String text) {
    if (value != null && value.compareTo(bound) >= 0) {
      refuse(place, key, "Send less than %s.".formatted(text));
    }
  }

  private static void refuse(Place place, String key, String detail) {
    if (!place.wrong(key)) {
      place.refuse(key, "out_of_range", detail);
    }
  }

  /** Refuses an expiry that is not after the start of what expires, and after now. */
  static void expiry(
      Given<?> given,
      String key,
      @Nullable Instant expiry,
      @Nullable Instant effective,
      Instant now) {
    Instant start = Objects.requireNonNullElse(effective, now);
    if (expiry != null && (!expiry.isAfter(start) || !expiry.isAfter(now))) {
      given.refuse(
          key,
          "out_of_range",
          "Send a time after effective_date and after now: it expires before it starts.");
    }
  }

  /** Refuses a body that does not name its customer by exactly one of two ids. */
  static void owner(Place place, @Nullable Object id, @Nullable Object external) {
    if ((id == null) == (external == null)) {
      place.refuse(
          "customer_id", "required", "Give exactly one of customer_id and external_customer_id.");
    }
  }
}
