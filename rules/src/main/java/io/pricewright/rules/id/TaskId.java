package io.pricewright.rules.id;

import java.util.Objects;

/**
 * Id of durable work that follows a commit.
 *
 * @param value the text
 */
public record TaskId(String value) implements Id {
  public TaskId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
