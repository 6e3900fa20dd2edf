package io.pricewright.rules.id;

import java.util.Objects;

/**
 * Id of an API key, which is not the key: {@code key_...}.
 *
 * @param value the text
 */
public record ApiKeyId(String value) implements Id {
  public ApiKeyId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
