package io.pricewright.rules.id;

import java.util.Objects;

/**
 * A subscription's id: {@code subs_...}.
 *
 * @param value the text
 */
public record SubscriptionId(String value) implements Id {
  public SubscriptionId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
