package io.pricewright.rules.meter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a line item's usage an event falls into: its bucket and its group. Written as
 * {@code bucket|group}; empty for a meter with neither.
 *
 * @param bucket start of the bucket, or null
 * @param group value of the property that groups, empty where the event lacks it; or null
 */
public record Part(@Nullable Instant bucket, @Nullable String group) {
  /** The whole usage. */
  public static final Part WHOLE = new Part(null, null);

  /** Returns the text that keys a cell. */
  public String text() {
    if (group != null) {
      return (bucket == null ? "" : bucket.toString()) + "|" + group;
    }
    return bucket == null ? "" : bucket.toString();
  }

  /** Reads what {@link #text} wrote. */
  public static Part parse(String text) {
    if (text.isEmpty()) {
      return WHOLE;
    }
    int bar = text.indexOf('|');
    String bucket = bar < 0 ? text : text.substring(0, bar);
    return new Part(
        bucket.isEmpty() ? null : Instant.parse(bucket), bar < 0 ? null : text.substring(bar + 1));
  }
}
