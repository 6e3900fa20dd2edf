package io.pricewright.rules.wallet;

import io.pricewright.rules.id.Coded;

/** What credits come with. */
public enum CreditGrantScope implements Coded {
  /** A plan, for all its subscriptions. */
  PLAN,
  /** One subscription. */
  SUBSCRIPTION;

  @Override
  public String code() {
    return name();
  }
}
