package io.pricewright.rules.id;

import java.util.Objects;

/**
 * Id of one version of a script: {@code script_...}.
 *
 * @param value the text
 */
public record ScriptId(String value) implements Id {
  public ScriptId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
