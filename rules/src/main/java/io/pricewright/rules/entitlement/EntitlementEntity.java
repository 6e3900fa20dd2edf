package io.pricewright.rules.entitlement;

import io.pricewright.rules.id.Coded;

/** What brings an entitlement. */
public enum EntitlementEntity implements Coded {
  /** A plan, to all its subscriptions. */
  PLAN,
  /** One subscription; it takes the place of the plan's. */
  SUBSCRIPTION;

  @Override
  public String code() {
    return name();
  }
}
