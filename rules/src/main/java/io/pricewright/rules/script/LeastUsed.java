package io.pricewright.rules.script;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that keep a bounded number of entries. */
public final class LeastUsed {
  private LeastUsed() {}

  /**
   * Returns a map that gives up the entry longest unused when there are more than so many; reading
   * uses an entry. Not thread-safe.
   *
   * @param most above zero
   */
  public static <K, V> Map<K, V> map(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }
}
