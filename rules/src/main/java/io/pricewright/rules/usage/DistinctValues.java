package io.pricewright.rules.usage;

import io.pricewright.rules.event.EventKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often each touched value of a COUNT_UNIQUE cell occurred in each segment. Holds only the
 * values a batch touches. Working memory of one batch: not thread-safe.
 */
public final class DistinctValues {
  private final Map<EventKey, TreeMap<Instant, Long>> seen = new HashMap<>();
  private final Map<EventKey, Map<Instant, Long>> changed = new HashMap<>();

  /** Puts what is stored about a value. */
  public void load(EventKey value, Instant segment, long multiplicity) {
    if (multiplicity > 0) {
      seen.computeIfAbsent(value, v -> new TreeMap<>()).put(segment, multiplicity);
    }
  }

  /**
   * Adds occurrences of a value in a segment, or takes them away, and tells which segments gained
   * or lost the value's first occurrence.
   */
  public Moved move(EventKey value, Instant segment, long by) {
    TreeMap<Instant, Long> occurrences = seen.computeIfAbsent(value, v -> new TreeMap<>());
    Instant before = first(occurrences);
    long left = occurrences.getOrDefault(segment, 0L) + by;
    if (left < 0) {
      throw new IllegalStateException("a value is taken away more often than it occurred");
    }
    if (left == 0) {
      occurrences.remove(segment);
    } else {
      occurrences.put(segment, left);
    }
    changed.computeIfAbsent(value, v -> new TreeMap<>()).put(segment, left);
    return new Moved(before, first(occurrences));
  }

  /** Returns the multiplicities that changed, by value and segment; 0 where nothing is left. */
  public Map<EventKey, Map<Instant, Long>> changed() {
    return changed;
  }

  private static @Nullable Instant first(SortedMap<Instant, Long> occurrences) {
    return occurrences.isEmpty() ? null : occurrences.firstKey();
  }

  /**
   * Where a value's first occurrence lay and lies.
   *
   * @param from segment that lost it, or null
   * @param to segment that has it now, or null
   */
  public record Moved(@Nullable Instant from, @Nullable Instant to) {}
}
