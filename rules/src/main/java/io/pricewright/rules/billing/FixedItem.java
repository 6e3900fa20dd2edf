package io.pricewright.rules.billing;

import io.pricewright.rules.money.Money;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.ItemSpan;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The dated facts of a line item with a fixed price. None is edited once it has begun. Who asks for
 * no proration is a fact too: {@link #countedFrom} and {@link #countedTo} move its ends to the
 * period's, and a quantity changes at the next boundary; so that there is one formula.
 *
 * @param clock its periods
 * @param from when it begins to count
 * @param to when it no longer counts, or null
 * @param quantities what counts from when on, ascending, at least one
 * @param pauses when nothing counts, ascending, without overlap
 * @param unit how shares are measured
 */
public record FixedItem(
    BillingClock clock,
    Instant from,
    @Nullable Instant to,
    List<QuantitySpan.Change> quantities,
    List<Interval> pauses,
    ProrationUnit unit) {
  public FixedItem {
    quantities = List.copyOf(quantities);
    pauses = List.copyOf(pauses);
    if (quantities.isEmpty()) {
      throw new IllegalArgumentException("an item has a quantity");
    }
    for (int i = 1; i < quantities.size(); i++) {
      if (!quantities.get(i - 1).from().isBefore(quantities.get(i).from())) {
        throw new IllegalArgumentException("quantities ascend in time");
      }
    }
  }

  /** Returns from when an item counts that begins at an instant: its period's begin, if whole. */
  public static Instant countedFrom(BillingClock clock, Instant start, boolean prorated) {
    return prorated ? start : clock.periodOf(start).from();
  }

  /** Returns until when an item counts that ends at an instant: its period's end, if whole. */
  public static Instant countedTo(BillingClock clock, Instant end, boolean prorated) {
    if (prorated) {
      return end;
    }
    Interval period = clock.periodOf(end);
    return period.from().equals(end) ? end : period.to();
  }

  /**
   * Returns from when a quantity counts that changes at an instant at which an item is in force: at
   * once, or where periods count whole from the next service period on. At the begin of one it
   * counts from there.
   */
  public static Instant changedAt(ItemSpan span, Instant instant, boolean prorated) {
    Interval served = span.at(instant).orElseThrow().served();
    return prorated || served.from().equals(instant) ? instant : served.to();
  }

  /**
   * Returns what is due of a period: the sum over its spans of P(quantity) x length / length of the
   * whole period, rounded once to 12 decimals. Exact fractions over one denominator: the shares of
   * a period that is cut anyhow add up to one.
   *
   * @param whole a period of the clock
   * @param price P, the price of a whole period for a quantity, of at most 12 decimals
   */
  public BigDecimal due(Interval whole, UnaryOperator<BigDecimal> price) {
    BigDecimal sum = BigDecimal.ZERO;
    for (QuantitySpan one : spans(whole)) {
      BigInteger length = unit.length(one.span(), clock.zone());
      sum = sum.add(price.apply(one.quantity()).multiply(new BigDecimal(length)));
    }
    BigDecimal all = new BigDecimal(unit.length(whole, clock.zone()));
    return Money.plain(sum.divide(all, Money.SCALE, RoundingMode.HALF_UP));
  }

  /** Returns what counts within a period. */
  public List<QuantitySpan> spans(Interval whole) {
    return QuantitySpan.within(whole, from, to, quantities, pauses);
  }
}
