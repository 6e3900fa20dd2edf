package io.pricewright.rules.id;

import java.util.Objects;

/**
 * Id of what was put into a wallet or taken out of it: {@code wtxn_...}.
 *
 * @param value the text
 */
public record WalletTransactionId(String value) implements Id {
  public WalletTransactionId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
