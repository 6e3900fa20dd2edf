package io.pricewright.rules.meter;

/** How a meter turns events into a quantity. */
public enum AggregationType {
  COUNT,
  SUM,
  AVG,
  COUNT_UNIQUE,
  LATEST,
  SUM_WITH_MULTIPLIER,
  MAX,
  WEIGHTED_SUM;

  /** Returns whether the aggregation reads a property. */
  public boolean needsField() {
    return this != COUNT;
  }
}
