package io.pricewright.rules.usage;

import static io.pricewright.rules.usage.UsageState.text;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * For WEIGHTED_SUM, a level that is held: the quantity is its integral, the sum of value x (until -
 * time), divided by the period's length.
 *
 * @param sum of the values: how far the level moved
 * @param below of the values below zero
 * @param moment sum of value x microseconds since the epoch
 * @param steps the moves one by one, in cells whose price changes within the period; else null
 */
public record Weighted(BigDecimal sum, BigDecimal below, BigDecimal moment, @Nullable Steps steps)
    implements UsageState {
  static final Weighted EMPTY =
      new Weighted(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, null);
  static final Weighted IN_STEPS =
      new Weighted(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, Steps.NONE);

  @Override
  public Weighted plus(Contribution c) {
    BigDecimal more = c.quantity();
    return new Weighted(
        sum.add(more),
        more.signum() < 0 ? below.add(more) : below,
        moment.add(more.multiply(micros(c.at()))),
        steps == null ? null : steps.plus(c.at(), more));
  }

  @Override
  public Weighted merge(UsageState other) {
    Weighted that = (Weighted) other;
    return new Weighted(
        sum.add(that.sum),
        below.add(that.below),
        moment.add(that.moment),
        steps == null || that.steps == null ? null : steps.merge(that.steps));
  }

  @Override
  public @Nullable Weighted minus(Contribution c) {
    Steps left = steps == null ? null : steps.minus(c.at(), c.quantity());
    if (steps != null && left == null) {
      return null;
    }
    BigDecimal less = c.quantity();
    return new Weighted(
        sum.subtract(less),
        less.signum() < 0 ? below.subtract(less) : below,
        moment.subtract(less.multiply(micros(c.at()))),
        left);
  }

  @Override
  public BigDecimal quantity(Aggregation aggregation, Interval period, Instant until) {
    BigDecimal length = micros(period.to()).subtract(micros(period.from()));
    return Money.plain(area(until).divide(length, DIVISION_SCALE, RoundingMode.HALF_UP));
  }

  /** Returns the integral of the moves up to an instant, in value x microseconds. */
  private BigDecimal area(Instant until) {
    return sum.multiply(micros(until)).subtract(moment);
  }

  @Override
  public Added added(UsageState before, Interval span) {
    BigDecimal level = ((Weighted) before).sum;
    if (steps != null && !steps.full()) {
      return steps.over(level, span);
    }
    BigDecimal whole =
        area(span.to()).add(level.multiply(micros(span.to()).subtract(micros(span.from()))));
    return new Added(whole.max(BigDecimal.ZERO), level.signum() < 0 || below.signum() < 0);
  }

  @Override
  public Weighted brief() {
    return steps == null ? this : new Weighted(sum, below, moment, null);
  }

  @Override
  public Json.Obj toJson() {
    Json.Obj json = Json.Obj.EMPTY.with("s", text(sum)).with("w", text(moment));
    json = below.signum() == 0 ? json : json.with("n", text(below));
    return steps == null ? json : json.with("k", steps.toJson());
  }

  static BigDecimal micros(Instant at) {
    return BigDecimal.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, at));
  }
}
