package io.pricewright.rules.wallet;

import io.pricewright.rules.id.BudgetId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.subscription.BillingClock;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spend a tenant wants to hear of: what a customer is charged in a calendar month (UTC) or in a
 * billing period of a subscription, by the time of the charges.
 *
 * @param id id
 * @param customerNo whose spend
 * @param subscriptionId only of this subscription, or null
 * @param featureId only of this feature, or null
 * @param meterId the feature's meter, or null
 * @param currency in what
 * @param amount the whole of it
 * @param clock whose periods count; null: calendar months
 * @param periodStart when the period that {@code spent} counts began
 * @param spent so far
 * @param told the highest percentage told of in the period
 */
public record Budget(
    BudgetId id,
    CustomerNo customerNo,
    @Nullable SubscriptionId subscriptionId,
    @Nullable FeatureId featureId,
    @Nullable MeterId meterId,
    Currency currency,
    BigDecimal amount,
    @Nullable BillingClock clock,
    Instant periodStart,
    BigDecimal spent,
    int told) {
  /** The percentages that are told, once a period each. */
  public static final List<Integer> PERCENTAGES = List.of(50, 80, 100);

  private static final BigDecimal HUNDRED = new BigDecimal("100");

  /** Returns when the period of an instant began: the clock's, or else the calendar month. */
  public static Instant startOf(@Nullable BillingClock clock, Instant at) {
    if (clock != null) {
      return clock.periodOf(at).from();
    }
    return at.atOffset(ZoneOffset.UTC).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS).toInstant();
  }

  /** Returns whether a line item counts. */
  public boolean counts(@Nullable SubscriptionId ofSubscription, @Nullable MeterId ofMeter) {
    return (subscriptionId == null || subscriptionId.equals(ofSubscription))
        && (featureId == null || (meterId != null && meterId.equals(ofMeter)));
  }

  /** Returns it with more spent at an instant; a new period begins at zero. */
  public Budget spend(BigDecimal more, Instant now) {
    Instant current = startOf(clock, now);
    boolean same = !current.isAfter(periodStart);
    return with(same ? periodStart : current, same ? spent.add(more) : more, same ? told : 0);
  }

  /** Returns the percentages that were reached and not told, rising. */
  public List<Integer> reached() {
    List<Integer> reached = new ArrayList<>();
    for (int percent : PERCENTAGES) {
      BigDecimal bound = amount.multiply(BigDecimal.valueOf(percent));
      if (percent > told && spent.multiply(HUNDRED).compareTo(bound) >= 0) {
        reached.add(percent);
      }
    }
    return reached;
  }

  /** Returns how serious it is that a percentage was reached. */
  public static Alerts.State state(int percent) {
    return percent < 80
        ? Alerts.State.INFO
        : percent < 100 ? Alerts.State.WARNING : Alerts.State.IN_ALARM;
  }

  /** Returns it with all that is reached told. */
  public Budget tellAll() {
    List<Integer> reached = reached();
    return reached.isEmpty() ? this : with(periodStart, spent, reached.getLast());
  }

  private Budget with(Instant periodStart, BigDecimal spent, int told) {
    return new Budget(
        id,
        customerNo,
        subscriptionId,
        featureId,
        meterId,
        currency,
        amount,
        clock,
        periodStart,
        spent,
        told);
  }
}
