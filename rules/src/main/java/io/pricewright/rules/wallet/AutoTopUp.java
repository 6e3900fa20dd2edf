package io.pricewright.rules.wallet;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When and how much a wallet asks to be topped up by itself. Threshold and amount are in its
 * credits. It only asks: credits come when somebody confirms that they were paid.
 *
 * @param enabled whether it does
 * @param threshold below this real-time balance
 * @param amount how many credits; as many times as the gap needs
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

  private static final BigDecimal MOST = BigDecimal.TEN.pow(15);

  /**
   * What was asked for so far.
   *
   * @param pending whether one is neither confirmed nor cancelled yet
   * @param last when the newest was asked for; null: never
   * @param onDay how many on the day of the newest
   * @param told whether it was told that there may be no more on that day
   */
  public record Asked(boolean pending, @Nullable Instant last, int onDay, boolean told) {
    /** Returns how many were asked for on the day of an instant. */
    int on(Instant now) {
      return last != null && day(last) == day(now) ? onDay : 0;
    }

    /** Returns what is known after one more, which is pending. */
    public Asked next(Instant now) {
      return new Asked(true, now, on(now) + 1, false);
    }

    private static long day(Instant at) {
      return at.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
    }
  }

  /** What is to be done for a wallet. */
  public sealed interface Verdict {
    /** Nothing. */
    record Nothing() implements Verdict {}

    /**
     * The money for credits is to be asked for.
     *
     * @param credits how many
     */
    record Ask(BigDecimal credits) implements Verdict {}

    /** It is to be told that the most of a day were asked for. */
    record TellLimit() implements Verdict {}
  }

  /**
   * Judges a balance: below the threshold the whole gap is asked for at once, in multiples of the
   * amount.
   *
   * @param realTimeCredits the balance
   * @param asked what was asked for before
   */
  public Verdict judge(BigDecimal realTimeCredits, Asked asked, Instant now) {
    Instant last = asked.last();
    boolean due =
        enabled
            && !invoicing
            && realTimeCredits.compareTo(threshold) < 0
            && !asked.pending()
            && (last == null || !last.plus(cooldown).isAfter(now));
    if (!due) {
      return new Verdict.Nothing();
    }
    if (asked.on(now) >= perDay) {
      return asked.told() ? new Verdict.Nothing() : new Verdict.TellLimit();
    }
    BigDecimal gap = threshold.subtract(realTimeCredits);
    BigDecimal times = gap.divide(amount, 0, RoundingMode.CEILING);
    BigDecimal most = MOST.subtract(BigDecimal.ONE).divide(amount, 0, RoundingMode.FLOOR);
    return new Verdict.Ask(Money.plain(amount.multiply(times.min(most.max(BigDecimal.ONE)))));
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

  /** Returns it as the text of its JSON. */
  public String text() {
    return toJson().text();
  }

  /** Reads what {@link #text} wrote. */
  public static AutoTopUp parse(String text) {
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
