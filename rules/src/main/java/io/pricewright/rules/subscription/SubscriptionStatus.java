package io.pricewright.rules.subscription;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** Where a subscription stands. */
public enum SubscriptionStatus implements Coded {
  /** Not begun. */
  DRAFT,
  /** Brings rights and is billed. */
  ACTIVE,
  /** Over. */
  CANCELLED;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
