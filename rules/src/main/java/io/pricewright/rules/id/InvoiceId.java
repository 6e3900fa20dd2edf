package io.pricewright.rules.id;

import java.util.Objects;

/**
 * Id of a document: {@code inv_...}.
 *
 * @param value the text
 */
public record InvoiceId(String value) implements Id {
  public InvoiceId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
