package io.pricewright.rules.subscription;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** What a fixed price costs in a period that is served in part. */
public enum Proration implements Coded {
  /** As much as in a whole one. */
  NONE,
  /** The share of the period that is served. */
  CREATE_PRORATIONS;

  /** Returns whether it is a share. */
  public boolean shares() {
    return this == CREATE_PRORATIONS;
  }

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
