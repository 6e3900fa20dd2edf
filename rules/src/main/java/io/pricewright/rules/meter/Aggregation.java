package io.pricewright.rules.meter;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An aggregation over one property.
 *
 * @param type kind
 * @param field dotted path of the property; null only for COUNT
 * @param multiplier factor of SUM_WITH_MULTIPLIER, above 0; null otherwise
 */
public record Aggregation(
    AggregationType type, @Nullable String field, @Nullable BigDecimal multiplier) {
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
  }
}
