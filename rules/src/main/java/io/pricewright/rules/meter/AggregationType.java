package io.pricewright.rules.meter;

import io.pricewright.rules.id.Coded;

/** How a meter turns events into a quantity. */
public enum AggregationType implements Coded {
  COUNT,
  SUM,
  AVG,
  COUNT_UNIQUE,
  LATEST,
  SUM_WITH_MULTIPLIER,
  MAX,
  WEIGHTED_SUM;

  @Override
  public String code() {
    return name();
  }

  /** Returns whether the aggregation reads a property. */
  public boolean needsField() {
    return this != COUNT;
  }
}
