package io.pricewright.rules.entitlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One feature's entitlements of all subscriptions put together, as Flexprice does it: enabled when
 * any is; limits of the enabled ones summed, unlimited when any of them is; soft when any is; the
 * most frequent reset period; the distinct static values.
 *
 * @param isEnabled whether the customer has the feature
 * @param isSoftLimit whether usage beyond the limit is let through
 * @param usageLimit null: unlimited; 0 when nothing is enabled
 * @param reset null: with the billing period
 * @param staticValues distinct, in the order of the sources
 */
public record AggregatedEntitlement(
    boolean isEnabled,
    boolean isSoftLimit,
    @Nullable Long usageLimit,
    @Nullable Reset reset,
    List<String> staticValues) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public AggregatedEntitlement {
    staticValues = List.copyOf(staticValues);
  }

  /** Puts the sources of one feature together. */
  public static AggregatedEntitlement of(List<Source> sources) {
    List<Source> enabled = sources.stream().filter(Source::isEnabled).toList();
    LinkedHashSet<String> values = new LinkedHashSet<>();
    enabled.stream().map(Source::staticValue).filter(Objects::nonNull).forEach(values::add);
    return new AggregatedEntitlement(
        !enabled.isEmpty(),
        enabled.stream().anyMatch(Source::isSoftLimit),
        limit(enabled),
        mostFrequent(enabled.isEmpty() ? sources : enabled),
        List.copyOf(values));
  }

  private static @Nullable Long limit(List<Source> enabled) {
    long sum = 0;
    for (Source source : enabled) {
      Long limit = source.usageLimit();
      if (limit == null) {
        return null;
      }
      sum = sum > Long.MAX_VALUE - limit ? Long.MAX_VALUE : sum + limit;
    }
    return sum;
  }

  private static @Nullable Reset mostFrequent(List<Source> sources) {
    Map<Reset, Integer> counts = new HashMap<>();
    for (Source source : sources) {
      Reset reset = source.reset();
      if (reset != null) {
        counts.merge(reset, 1, Integer::sum);
      }
    }
    // Of equals the shortest.
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Reset, Integer>comparingByValue()
                .thenComparing(one -> one.getKey().nominal(), Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  /**
   * Returns the window in which usage counts at an instant, by the clock of the first enabled
   * source that resets like the whole.
   */
  public UsageWindow windowOf(List<Source> sources, Instant at) {
    Source first =
        sources.stream()
            .filter(source -> source.isEnabled() && Objects.equals(source.reset(), reset))
            .findFirst()
            .orElseGet(sources::getFirst);
    return reset == null
        ? UsageWindow.of(ResetPeriod.since(first.start(), first.clock().periodOf(at)))
        : reset.windowOf(first.clock(), first.start(), at);
  }

  /** Returns how much of the limit is used, in percent with 2 decimals; null when unlimited. */
  public @Nullable BigDecimal percentOf(BigDecimal usage) {
    Long limit = usageLimit;
    if (limit == null) {
      return null;
    }
    if (limit == 0) {
      return usage.signum() > 0 ? HUNDRED : BigDecimal.ZERO;
    }
    return usage.multiply(HUNDRED).divide(BigDecimal.valueOf(limit), 2, RoundingMode.HALF_UP);
  }
}
