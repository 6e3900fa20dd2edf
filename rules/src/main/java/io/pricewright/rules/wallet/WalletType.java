package io.pricewright.rules.wallet;

import io.pricewright.rules.id.Coded;

/** When usage is taken from a wallet. */
public enum WalletType implements Coded {
  /** As it comes. */
  PRE_PAID,
  /** With the invoice. */
  POST_PAID;

  @Override
  public String code() {
    return name();
  }
}
