package io.pricewright.rules.entitlement;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** What a feature is. */
public enum FeatureType implements Coded {
  /** Usage that a meter counts, limited or not. */
  METERED,
  /** There or not. */
  BOOLEAN,
  /** A text. */
  STATIC,
  /** A JSON object. */
  CONFIG;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
