package io.pricewright.rules.usage;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The states of all parts of a line item's usage, for a price that sees them together. A part with
 * no events left is gone. Its quantity is the sum of the parts' quantities.
 *
 * @param type what each part folds
 * @param inSteps whether parts that come keep the steps of their level
 * @param parts by the text of the part
 */
public record Parts(AggregationType type, boolean inSteps, SortedMap<String, One> parts)
    implements UsageState {
  /** Most parts that a price can see together. */
  public static final int MAX = 1_000;

  /**
   * One part.
   *
   * @param state its usage
   * @param events how many events are in it; for COUNT_UNIQUE how many distinct values
   */
  public record One(UsageState state, long events) {}

  public Parts {
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }

  /** Returns the state of no events. */
  public static Parts empty(AggregationType type) {
    return empty(type, false);
  }

  /**
   * Returns the state of no events.
   *
   * @param inSteps whether {@link #added} will be asked of it
   */
  public static Parts empty(AggregationType type, boolean inSteps) {
    return new Parts(type, inSteps, new TreeMap<>());
  }

  /** Returns a state of one part alone. */
  public static Parts of(AggregationType type, String part, UsageState state, long events) {
    return new Parts(type, false, new TreeMap<>(java.util.Map.of(part, new One(state, events))));
  }

  /** Returns whether a part would be one too many. */
  public boolean full(String part) {
    return parts.size() >= MAX && !parts.containsKey(part);
  }

  @Override
  public Parts plus(Contribution c) {
    UsageState none = inSteps ? UsageState.inSteps(type) : UsageState.empty(type);
    return merge(of(type, c.part(), none.plus(c), 1));
  }

  @Override
  public Parts merge(UsageState other) {
    TreeMap<String, One> merged = new TreeMap<>(parts);
    ((Parts) other)
        .parts.forEach(
            (part, one) ->
                put(
                    merged,
                    part,
                    merged.containsKey(part)
                        ? new One(
                            merged.get(part).state.merge(one.state),
                            merged.get(part).events + one.events)
                        : one));
    return new Parts(type, inSteps, merged);
  }

  @Override
  public @Nullable Parts minus(Contribution c) {
    One held = Objects.requireNonNull(parts.get(c.part()), "an event's part");
    UsageState left = held.state.minus(c);
    if (left == null && held.events > 1) {
      return null;
    }
    TreeMap<String, One> rest = new TreeMap<>(parts);
    put(rest, c.part(), left == null ? null : new One(left, held.events - 1));
    return new Parts(type, inSteps, rest);
  }

  private static void put(TreeMap<String, One> parts, String part, @Nullable One one) {
    if (one == null || one.events == 0) {
      parts.remove(part);
    } else {
      parts.put(part, one);
    }
  }

  @Override
  public BigDecimal quantity(Aggregation aggregation, Interval period, Instant until) {
    BigDecimal sum = BigDecimal.ZERO;
    for (One one : parts.values()) {
      sum = sum.add(one.state.quantity(aggregation, period, until));
    }
    return Money.plain(sum);
  }

  @Override
  public Added added(UsageState before, Interval span) {
    Parts earlier = (Parts) before;
    TreeSet<String> names = new TreeSet<>(parts.keySet());
    names.addAll(earlier.parts.keySet());
    Added sum = Added.NOTHING;
    for (String name : names) {
      sum = sum.plus(state(name).added(earlier.state(name), span));
    }
    return sum;
  }

  private UsageState state(String part) {
    One one = parts.get(part);
    return one == null ? UsageState.inSteps(type) : one.state;
  }

  @Override
  public Parts brief() {
    if (type != AggregationType.WEIGHTED_SUM) {
      return this;
    }
    TreeMap<String, One> brief = new TreeMap<>();
    parts.forEach((part, one) -> brief.put(part, new One(one.state.brief(), one.events)));
    return new Parts(type, false, brief);
  }

  @Override
  public Json.Obj toJson() {
    List<Json> items = new ArrayList<>(parts.size());
    parts.forEach(
        (part, one) ->
            items.add(
                Json.Obj.EMPTY
                    .with("x", Json.of(part))
                    .with("k", Json.of(Long.toString(one.events)))
                    .with("u", one.state.toJson())));
    return Json.Obj.EMPTY.with("parts", new Json.Arr(items));
  }

  /** Reads what {@link #toJson} wrote. */
  static Parts read(AggregationType type, Json.Arr items) {
    TreeMap<String, One> parts = new TreeMap<>();
    for (Json item : items.items()) {
      Json.Obj json = (Json.Obj) item;
      parts.put(
          Objects.requireNonNull(json.string("x")),
          new One(
              UsageState.fromJson(type, (Json.Obj) Objects.requireNonNull(json.get("u"))),
              Long.parseLong(Objects.requireNonNull(json.string("k")))));
    }
    return new Parts(type, false, parts);
  }
}
