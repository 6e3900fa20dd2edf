package io.pricewright.rules.wallet;

import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
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

  /**
   * A purchase.
   *
   * @param grant what was bought
   * @param before what the wallet held
   * @param after what it holds then
   * @param bought what was bought so far, with this
   */
  public record Purchase(Grant grant, Standing before, Standing after, Bought bought) {}

  /**
   * Buys as often as the settings allow and the balance asks.
   *
   * @param purse what is bought is added to it
   * @param wallet for which wallet
   * @param rate currency a unit is worth
   * @param ids gives each purchase its id
   */
  public List<Purchase> buy(
      Purse purse,
      WalletId wallet,
      BigDecimal rate,
      Bought before,
      Instant now,
      Supplier<GrantId> ids) {
    List<Purchase> purchases = new ArrayList<>();
    Bought bought = before;
    Standing standing = purse.standing(wallet, now);
    while (due(standing.realTimeCredits(), bought, now)) {
      Grant grant =
          Grant.of(
              ids.get(),
              wallet,
              Grant.no(now),
              GrantKind.PAID,
              null,
              null,
              null,
              amount,
              rate,
              null);
      purse.add(grant);
      bought = bought.next(now);
      Standing after = purse.standing(wallet, now);
      purchases.add(new Purchase(grant, standing, after, bought));
      standing = after;
    }
    return purchases;
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
