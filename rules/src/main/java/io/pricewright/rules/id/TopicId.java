package io.pricewright.rules.id;

import java.util.Objects;

/**
 * A Kafka topic's own id, which a topic made anew does not share.
 *
 * @param value the text
 */
public record TopicId(String value) implements Id {
  public TopicId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
