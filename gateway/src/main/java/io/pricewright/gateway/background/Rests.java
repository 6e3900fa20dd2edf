package io.pricewright.gateway.background;

import io.pricewright.rules.tenancy.Scope;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What failed on this node and rests before it is tried again, for a time that doubles with each
 * failure in a row. Bounded: the oldest is forgotten, and tried early. For one context.
 */
final class Rests {
  /** Stands for an environment as a whole. */
  static final Object WHOLE = new Object();

  private static final int MOST_OF_ONE = 500;
  private static final int MOST_ENVIRONMENTS = 1_000;
  private static final int JITTER_PERCENT = 20;

  private final Duration longest;
  private final LongSupplier nanos;
  private final RandomGenerator random;
  private final Map<Scope, Map<Object, Rest>> all = bounded(MOST_ENVIRONMENTS);

  private record Rest(int failures, long until) {}

  /**
   * Remembers nothing yet.
   *
   * @param nanos a clock that never goes back
   */
  Rests(Duration longest, LongSupplier nanos, RandomGenerator random) {
    this.longest = longest;
    this.nanos = nanos;
    this.random = random;
  }

  private static <K, V> Map<K, V> bounded(int most) {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  /**
   * Notes a failure, and returns the pause that follows it, up to a fifth longer or shorter than
   * its doublings say, so that nodes do not come back together.
   *
   * @param stored how many failures in a row are known elsewhere
   */
  Duration fail(Scope scope, Object key, int stored) {
    return fail(scope, key, stored, longest);
  }

  /** Notes a failure after which pauses grow no longer than this. */
  Duration fail(Scope scope, Object key, int stored, Duration most) {
    Map<Object, Rest> rests = all.computeIfAbsent(scope, same -> bounded(MOST_OF_ONE));
    Rest before = rests.get(key);
    int failures = Math.max(stored, before == null ? 0 : before.failures()) + 1;
    Duration pause = pause(failures, most);
    rests.put(key, new Rest(failures, nanos.getAsLong() + pause.toNanos()));
    return pause;
  }

  private Duration pause(int failures, Duration most) {
    Duration doubled = Pace.FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 30));
    Duration bounded = doubled.compareTo(most) > 0 ? most : doubled;
    return bounded
        .multipliedBy(100 + random.nextInt(-JITTER_PERCENT, JITTER_PERCENT + 1))
        .dividedBy(100);
  }

  /** Returns whether something rests now. */
  boolean rests(Scope scope, Object key) {
    Rest rest = all.getOrDefault(scope, Map.of()).get(key);
    return rest != null && rest.until() - nanos.getAsLong() > 0;
  }

  /** Returns how many things of an environment failed and are not known to have gone on. */
  int count(Scope scope) {
    return all.getOrDefault(scope, Map.of()).size();
  }

  /** Returns how many environments have such things. */
  int environments() {
    return all.size();
  }

  /** Forgets the failures of something that went on. */
  void forget(Scope scope, Object key) {
    Map<Object, Rest> rests = all.get(scope);
    if (rests != null && rests.remove(key) != null && rests.isEmpty()) {
      all.remove(scope);
    }
  }

  /** Forgets what nobody has come back to for long after its rest: others did it. */
  void tidy() {
    long old = nanos.getAsLong() - longest.multipliedBy(2).toNanos();
    for (Map.Entry<Scope, Map<Object, Rest>> entry : new HashMap<>(all).entrySet()) {
      entry.getValue().values().removeIf(rest -> rest.until() - old < 0);
      if (entry.getValue().isEmpty()) {
        all.remove(entry.getKey());
      }
    }
  }
}
