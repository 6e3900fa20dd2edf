package io.pricewright.rules.invoice;

import io.pricewright.rules.id.Coded;

/** Why there is a document. */
public enum BillingReason implements Coded {
  /** A subscription began, and asks something in advance. */
  SUBSCRIPTION_CREATE,
  /** A period of a line item of it began or ended. */
  SUBSCRIPTION_CYCLE,
  /** A trial of it ended. */
  SUBSCRIPTION_TRIAL_END,
  /** Quantities of it changed within a period that was asked in advance. */
  SUBSCRIPTION_UPDATE,
  /** Somebody made it by hand. */
  MANUAL;

  @Override
  public String code() {
    return name();
  }
}
