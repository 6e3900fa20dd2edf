package io.pricewright.rules.usage;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mergeable fold of contributions: the usage of a set of events, whatever their order. Adding,
 * merging and, where it is possible at all, taking away are exact; a quantity is divided once, when
 * it is asked for.
 */
public sealed interface UsageState
    permits UsageState.Total,
        UsageState.Average,
        UsageState.Maximum,
        UsageState.Latest,
        UsageState.Distinct,
        UsageState.Weighted,
        Parts {
  /** Decimals of a quantity that a division made. */
  int DIVISION_SCALE = 12;

  /** Returns this state with one more event in it. */
  UsageState plus(Contribution contribution);

  /** Returns the state of both sets of events. */
  UsageState merge(UsageState other);

  /**
   * Returns this state without an event that is in it, or null when it has to be counted again from
   * the events: the maximum and the latest value cannot be taken away.
   */
  @Nullable UsageState minus(Contribution contribution);

  /** Returns the quantity over a billing period, of at most 12 decimals where divided. */
  BigDecimal quantity(Aggregation aggregation, Interval period);

  /** Returns the state as compact JSON. */
  Json.Obj toJson();

  /** Returns the state of no events. */
  static UsageState empty(AggregationType type) {
    return switch (type) {
      case COUNT, SUM, SUM_WITH_MULTIPLIER -> new Total(BigDecimal.ZERO);
      case AVG -> new Average(BigDecimal.ZERO, 0);
      case MAX -> new Maximum(null, null);
      case LATEST -> new Latest(null, null, null);
      case COUNT_UNIQUE -> new Distinct(0);
      case WEIGHTED_SUM -> new Weighted(BigDecimal.ZERO, BigDecimal.ZERO);
    };
  }

  /** Reads what {@link #toJson} wrote. */
  static UsageState fromJson(AggregationType type, Json.Obj json) {
    if (json.get("parts") instanceof Json.Arr parts) {
      return Parts.read(type, parts);
    }
    return switch (type) {
      case COUNT, SUM, SUM_WITH_MULTIPLIER -> new Total(number(json, "s"));
      case AVG -> new Average(number(json, "s"), number(json, "n").longValueExact());
      case MAX -> {
        String event = json.string("e");
        yield event == null
            ? new Maximum(null, null)
            : new Maximum(number(json, "v"), Keys.parse(event));
      }
      case LATEST -> {
        String event = json.string("e");
        yield event == null
            ? new Latest(null, null, null)
            : new Latest(
                number(json, "v"),
                Instant.parse(Objects.requireNonNull(json.string("t"))),
                Keys.parse(event));
      }
      case COUNT_UNIQUE -> new Distinct(number(json, "n").longValueExact());
      case WEIGHTED_SUM -> new Weighted(number(json, "s"), number(json, "w"));
    };
  }

  private static BigDecimal number(Json.Obj json, String name) {
    return new BigDecimal(Objects.requireNonNull(json.string(name), name));
  }

  private static Json.Str text(BigDecimal number) {
    return new Json.Str(Money.plain(number).toPlainString());
  }

  /** An exact sum, for COUNT, SUM and SUM_WITH_MULTIPLIER. */
  record Total(BigDecimal sum) implements UsageState {
    @Override
    public Total plus(Contribution c) {
      return new Total(sum.add(c.quantity()));
    }

    @Override
    public Total merge(UsageState other) {
      return new Total(sum.add(((Total) other).sum));
    }

    @Override
    public Total minus(Contribution c) {
      return new Total(sum.subtract(c.quantity()));
    }

    @Override
    public BigDecimal quantity(Aggregation aggregation, Interval period) {
      BigDecimal factor = aggregation.multiplier();
      return Money.plain(factor == null ? sum : sum.multiply(factor));
    }

    @Override
    public Json.Obj toJson() {
      return Json.Obj.EMPTY.with("s", text(sum));
    }
  }

  /** Sum and count, for AVG. */
  record Average(BigDecimal sum, long count) implements UsageState {
    @Override
    public Average plus(Contribution c) {
      return new Average(sum.add(c.quantity()), count + 1);
    }

    @Override
    public Average merge(UsageState other) {
      Average that = (Average) other;
      return new Average(sum.add(that.sum), count + that.count);
    }

    @Override
    public Average minus(Contribution c) {
      return new Average(sum.subtract(c.quantity()), count - 1);
    }

    @Override
    public BigDecimal quantity(Aggregation aggregation, Interval period) {
      return count == 0
          ? BigDecimal.ZERO
          : Money.plain(
              sum.divide(BigDecimal.valueOf(count), DIVISION_SCALE, RoundingMode.HALF_UP));
    }

    @Override
    public Json.Obj toJson() {
      return Json.Obj.EMPTY.with("s", text(sum)).with("n", Json.of(Long.toString(count)));
    }
  }

  /** The greatest quantity and the event that brought it; of equals, the smallest key. */
  record Maximum(@Nullable BigDecimal value, @Nullable EventKey event) implements UsageState {
    @Override
    public Maximum plus(Contribution c) {
      return merge(new Maximum(c.quantity(), c.event()));
    }

    @Override
    public Maximum merge(UsageState other) {
      Maximum that = (Maximum) other;
      if (value == null || event == null) {
        return that;
      }
      if (that.value == null || that.event == null) {
        return this;
      }
      int order = that.value.compareTo(value);
      return order > 0 || (order == 0 && that.event.compareTo(event) < 0) ? that : this;
    }

    @Override
    public @Nullable UsageState minus(Contribution c) {
      return c.event().equals(event) ? null : this;
    }

    @Override
    public BigDecimal quantity(Aggregation aggregation, Interval period) {
      return value == null ? BigDecimal.ZERO : Money.plain(value);
    }

    @Override
    public Json.Obj toJson() {
      return value == null || event == null
          ? Json.Obj.EMPTY
          : Json.Obj.EMPTY.with("v", text(value)).with("e", Json.of(Keys.text(event)));
    }
  }

  /** The value of the greatest (time, event key). */
  record Latest(@Nullable BigDecimal value, @Nullable Instant at, @Nullable EventKey event)
      implements UsageState {
    @Override
    public Latest plus(Contribution c) {
      return merge(new Latest(c.quantity(), c.at(), c.event()));
    }

    @Override
    public Latest merge(UsageState other) {
      Latest that = (Latest) other;
      if (at == null || event == null) {
        return that;
      }
      if (that.at == null || that.event == null) {
        return this;
      }
      int order = that.at.compareTo(at);
      return order > 0 || (order == 0 && that.event.compareTo(event) > 0) ? that : this;
    }

    @Override
    public @Nullable UsageState minus(Contribution c) {
      return c.event().equals(event) ? null : this;
    }

    @Override
    public BigDecimal quantity(Aggregation aggregation, Interval period) {
      return value == null ? BigDecimal.ZERO : Money.plain(value);
    }

    @Override
    public Json.Obj toJson() {
      return value == null || at == null || event == null
          ? Json.Obj.EMPTY
          : Json.Obj.EMPTY
              .with("v", text(value))
              .with("t", Json.of(at.toString()))
              .with("e", Json.of(Keys.text(event)));
    }
  }

  /**
   * How many distinct values were first seen in this part of the period. Which values they are is
   * in {@link DistinctValues}; this state is only the number of them.
   */
  record Distinct(long count) implements UsageState {
    @Override
    public UsageState plus(Contribution c) {
      throw new IllegalStateException("distinct values are counted by DistinctValues");
    }

    @Override
    public Distinct merge(UsageState other) {
      return new Distinct(count + ((Distinct) other).count);
    }

    @Override
    public UsageState minus(Contribution c) {
      throw new IllegalStateException("distinct values are counted by DistinctValues");
    }

    @Override
    public BigDecimal quantity(Aggregation aggregation, Interval period) {
      return BigDecimal.valueOf(count);
    }

    @Override
    public Json.Obj toJson() {
      return Json.Obj.EMPTY.with("n", Json.of(Long.toString(count)));
    }
  }

  /**
   * For WEIGHTED_SUM: the sum of the values, and the sum of value x microseconds since the epoch.
   * The quantity is the sum of value x (period end - time), divided by the period's length.
   */
  record Weighted(BigDecimal sum, BigDecimal moment) implements UsageState {
    @Override
    public Weighted plus(Contribution c) {
      return new Weighted(sum.add(c.quantity()), moment.add(c.quantity().multiply(micros(c.at()))));
    }

    @Override
    public Weighted merge(UsageState other) {
      Weighted that = (Weighted) other;
      return new Weighted(sum.add(that.sum), moment.add(that.moment));
    }

    @Override
    public Weighted minus(Contribution c) {
      return new Weighted(
          sum.subtract(c.quantity()), moment.subtract(c.quantity().multiply(micros(c.at()))));
    }

    @Override
    public BigDecimal quantity(Aggregation aggregation, Interval period) {
      BigDecimal weighted = sum.multiply(micros(period.to())).subtract(moment);
      BigDecimal length = micros(period.to()).subtract(micros(period.from()));
      return Money.plain(weighted.divide(length, DIVISION_SCALE, RoundingMode.HALF_UP));
    }

    @Override
    public Json.Obj toJson() {
      return Json.Obj.EMPTY.with("s", text(sum)).with("w", text(moment));
    }

    private static BigDecimal micros(Instant at) {
      return BigDecimal.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, at));
    }
  }
}
