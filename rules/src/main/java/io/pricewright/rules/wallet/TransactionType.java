package io.pricewright.rules.wallet;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** Which way a wallet's transaction goes. */
public enum TransactionType implements Coded {
  /** Into it. */
  CREDIT,
  /** Out of it. */
  DEBIT;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
