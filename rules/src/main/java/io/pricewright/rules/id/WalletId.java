package io.pricewright.rules.id;

import java.util.Objects;

/**
 * A wallet's id: {@code wallet_...}.
 *
 * @param value the text
 */
public record WalletId(String value) implements Id {
  public WalletId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
