package io.pricewright.rules.wallet;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When and how much a wallet buys by itself. Threshold and amount are in its credits.
 *
 * @param enabled whether it does
 * @param threshold below this real-time balance
 * @param amount how many credits
 * @param invoicing whether an invoice comes first, instead of a direct purchase
 * @param cooldown least time between two
 * @param perDay most on one day (UTC)
 */
public record AutoTopUp(
    boolean enabled,
    BigDecimal threshold,
    BigDecimal amount,
    boolean invoicing,
    Duration cooldown,
    int perDay) {
  /** Most on one day when nothing is said. */
  public static final int PER_DAY = 10;

  /**
   * What was bought so far.
   *
   * @param last when the newest was; null: never
   * @param onDay how many on the day of the newest
   */
  public record Bought(@Nullable Instant last, int onDay) {
    /** Returns how many were bought on the day of an instant. */
    public int on(Instant now) {
      return last != null && day(last) == day(now) ? onDay : 0;
    }

    /** Returns what is known after one more. */
    public Bought next(Instant now) {
      return new Bought(now, on(now) + 1);
    }

    private static long day(Instant at) {
      return at.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
    }
  }

  /** Returns whether to buy now. */
  public boolean due(BigDecimal realTimeCredits, Bought bought, Instant now) {
    Instant last = bought.last();
    return enabled
        && !invoicing
        && realTimeCredits.compareTo(threshold) < 0
        && (last == null || !last.plus(cooldown).isAfter(now))
        && bought.on(now) < perDay;
  }

  /** Returns it as JSON. */
  public Json.Obj toJson() {
    return Json.Obj.EMPTY
        .with("enabled", Json.of(enabled))
        .with("threshold", Json.of(threshold.toPlainString()))
        .with("amount", Json.of(amount.toPlainString()))
        .with("invoicing", Json.of(invoicing))
        .with("cooldown", Json.of(cooldown.toString()))
        .with("max_per_day", Json.of(perDay));
  }

  /** Reads what {@link #toJson} wrote. */
  public static AutoTopUp fromJson(String text) {
    Json.Obj json = JsonReader.parseObject(text);
    return new AutoTopUp(
        json.get("enabled") instanceof Json.Bool on && on.value(),
        new BigDecimal(Objects.requireNonNull(json.string("threshold"))),
        new BigDecimal(Objects.requireNonNull(json.string("amount"))),
        json.get("invoicing") instanceof Json.Bool invoiced && invoiced.value(),
        Duration.parse(Objects.requireNonNull(json.string("cooldown"))),
        json.get("max_per_day") instanceof Json.Num most ? most.value().intValueExact() : PER_DAY);
  }
}
