package io.pricewright.rules.id;

import java.util.Objects;

/**
 * Id of an alert that was raised or taken back: {@code alog_...}.
 *
 * @param value the text
 */
public record AlertLogId(String value) implements Id {
  public AlertLogId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
