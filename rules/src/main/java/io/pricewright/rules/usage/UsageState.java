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
        Weighted,
        Parts {
  /** Decimals of a quantity that a division made; amounts made of it are rounded to 12. */
  int DIVISION_SCALE = 30;

  /** Returns this state with one more event in it. */
  UsageState plus(Contribution contribution);

  /** Returns the state of both sets of events. */
  UsageState merge(UsageState other);

  /**
   * Returns this state without an event that is in it, or null when it has to be counted again from
   * the events: the maximum and the latest value cannot be taken away.
   */
  @Nullable UsageState minus(Contribution contribution);

  /**
   * Returns the quantity over a billing period, of at most {@value #DIVISION_SCALE} decimals where
   * divided.
   *
   * @param until when a level that is held stops to count, at most the period's end; others are the
   *     same whenever they stop
   */
  BigDecimal quantity(Aggregation aggregation, Interval period, Instant until);

  /** Returns the quantity over a whole billing period. */
  default BigDecimal quantity(Aggregation aggregation, Interval period) {
    return quantity(aggregation, period, period.to());
  }

  /**
   * Returns what was added in a span of which this is the usage; of sums and levels held, not of
   * averages, maxima and latest values.
   *
   * @param before the usage of all that came before the span
   */
  default Added added(UsageState before, Interval span) {
    throw new IllegalStateException("nothing is added to " + this);
  }

  /** Returns the state without what only {@link #added} needs of it. */
  default UsageState brief() {
    return this;
  }

  /** Returns the state as compact JSON. */
  Json.Obj toJson();

  /** Returns the state of no events. */
  static UsageState empty(AggregationType type) {
    return switch (type) {
      case COUNT, SUM, SUM_WITH_MULTIPLIER -> new Total(BigDecimal.ZERO, BigDecimal.ZERO);
      case AVG -> new Average(BigDecimal.ZERO, 0);
      case MAX -> new Maximum(null, null);
      case LATEST -> new Latest(null, null, null);
      case COUNT_UNIQUE -> new Distinct(0);
      case WEIGHTED_SUM -> Weighted.EMPTY;
    };
  }

  /** Reads what {@link #toJson} wrote. */
  static UsageState fromJson(AggregationType type, Json.Obj json) {
    if (json.get("parts") instanceof Json.Arr parts) {
      return Parts.read(type, parts);
    }
    return switch (type) {
      case COUNT, SUM, SUM_WITH_MULTIPLIER -> new Total(number(json, "s"), below(json));
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
      case WEIGHTED_SUM ->
          new Weighted(
              number(json, "s"), below(json), number(json, "w"), Steps.read(json.get("k")));
    };
  }

  /** Returns the state of no events, of which {@link #added} will be asked. */
  static UsageState inSteps(AggregationType type) {
    return type == AggregationType.WEIGHTED_SUM ? Weighted.IN_STEPS : empty(type);
  }

  private static BigDecimal below(Json.Obj json) {
    return json.get("n") == null ? BigDecimal.ZERO : number(json, "n");
  }

  private static BigDecimal number(Json.Obj json, String name) {
    return new BigDecimal(Objects.requireNonNull(json.string(name), name));
  }

  /** Returns a number as JSON text. */
  static Json.Str text(BigDecimal number) {
    return new Json.Str(Money.plain(number).toPlainString());
  }

  /**
   * An exact sum, for COUNT, SUM and SUM_WITH_MULTIPLIER.
   *
   * @param sum of all quantities
   * @param below of those below zero
   */
  record Total(BigDecimal sum, BigDecimal below) implements UsageState {
    @Override
    public Total plus(Contribution c) {
      BigDecimal more = c.quantity();
      return new Total(sum.add(more), more.signum() < 0 ? below.add(more) : below);
    }

    @Override
    public Total merge(UsageState other) {
      Total that = (Total) other;
      return new Total(sum.add(that.sum), below.add(that.below));
    }

    @Override
    public Total minus(Contribution c) {
      BigDecimal less = c.quantity();
      return new Total(sum.subtract(less), less.signum() < 0 ? below.subtract(less) : below);
    }

    @Override
    public BigDecimal quantity(Aggregation aggregation, Interval period, Instant until) {
      BigDecimal factor = aggregation.multiplier();
      return Money.plain(factor == null ? sum : sum.multiply(factor));
    }

    @Override
    public Added added(UsageState before, Interval span) {
      return new Added(sum.subtract(below), below.signum() < 0);
    }

    @Override
    public Json.Obj toJson() {
      Json.Obj json = Json.Obj.EMPTY.with("s", text(sum));
      return below.signum() == 0 ? json : json.with("n", text(below));
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
    public BigDecimal quantity(Aggregation aggregation, Interval period, Instant until) {
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
    public BigDecimal quantity(Aggregation aggregation, Interval period, Instant until) {
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
    public BigDecimal quantity(Aggregation aggregation, Interval period, Instant until) {
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
    public BigDecimal quantity(Aggregation aggregation, Interval period, Instant until) {
      return BigDecimal.valueOf(count);
    }

    @Override
    public Added added(UsageState before, Interval span) {
      return new Added(BigDecimal.valueOf(count), false);
    }

    @Override
    public Json.Obj toJson() {
      return Json.Obj.EMPTY.with("n", Json.of(Long.toString(count)));
    }
  }
}
