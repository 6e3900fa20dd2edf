package io.pricewright.rules.wallet;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** What an alert is about. */
public enum AlertType implements Coded {
  /** A wallet's balance after usage of now. */
  LOW_ONGOING_BALANCE,
  /** A wallet's balance in credits, without usage not yet invoiced. */
  LOW_CREDIT_BALANCE,
  /** Spend that a budget counts. */
  SUBSCRIPTION_SPEND;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
