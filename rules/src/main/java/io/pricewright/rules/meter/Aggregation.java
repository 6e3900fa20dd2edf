package io.pricewright.rules.meter;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An aggregation over one property, for the whole period or for each bucket and group apart.
 *
 * @param type kind
 * @param field dotted path of the property; null only for COUNT
 * @param multiplier factor of SUM_WITH_MULTIPLIER, above 0; null otherwise
 * @param bucketSize length of the buckets that are counted apart; null without buckets, and for
 *     WEIGHTED_SUM, whose weights are those of the period
 * @param groupBy dotted path of the property whose values are counted apart, or null
 */
public record Aggregation(
    AggregationType type,
    @Nullable String field,
    @Nullable BigDecimal multiplier,
    @Nullable BucketSize bucketSize,
    @Nullable String groupBy) {
  public Aggregation {
    if (type.needsField() && (field == null || field.isEmpty())) {
      throw new IllegalArgumentException(type + " needs the property it reads in field");
    }
    if ((type == AggregationType.SUM_WITH_MULTIPLIER) != (multiplier != null)) {
      throw new IllegalArgumentException(
          "multiplier goes with SUM_WITH_MULTIPLIER, and only there");
    }
    if (multiplier != null && multiplier.signum() <= 0) {
      throw new IllegalArgumentException("multiplier is above 0");
    }
    if (type == AggregationType.WEIGHTED_SUM && bucketSize != null) {
      throw new IllegalArgumentException(
          "WEIGHTED_SUM weighs by the time left in the period, and has no buckets");
    }
  }

  /** Makes an aggregation over the whole period. */
  public Aggregation(
      AggregationType type, @Nullable String field, @Nullable BigDecimal multiplier) {
    this(type, field, multiplier, null, null);
  }

  /** Returns whether usage is counted in parts. */
  public boolean parted() {
    return bucketSize != null || groupBy != null;
  }
}
