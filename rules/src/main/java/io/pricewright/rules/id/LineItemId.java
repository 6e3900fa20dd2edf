package io.pricewright.rules.id;

import java.util.Objects;

/**
 * Id of a subscription line item: {@code subs_line_...}; its number is {@link LineItemNo}.
 *
 * @param value the text
 */
public record LineItemId(String value) implements Id {
  public LineItemId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
