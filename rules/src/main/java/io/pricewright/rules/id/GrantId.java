package io.pricewright.rules.id;

import java.util.Objects;

/**
 * Id of an amount in a wallet, and the name of its ledger account: {@code grant_...}.
 *
 * @param value the text
 */
public record GrantId(String value) implements Id {
  public GrantId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
