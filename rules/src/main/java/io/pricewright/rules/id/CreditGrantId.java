package io.pricewright.rules.id;

import java.util.Objects;

/**
 * Id of credits that come with a plan or subscription: {@code cg_...}.
 *
 * @param value the text
 */
public record CreditGrantId(String value) implements Id {
  public CreditGrantId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
