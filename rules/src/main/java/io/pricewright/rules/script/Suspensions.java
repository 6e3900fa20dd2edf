package io.pricewright.rules.script;

import io.pricewright.rules.id.ScriptId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Which script versions are suspended: those stopped {@value #STRIKES} times within a minute, or
 * out of steps {@value #EXHAUSTIONS} times, for ten minutes. Remembers a bounded number of
 * versions; beyond it, the one longest untouched is forgotten. Thread-safe.
 */
final class Suspensions {
  /** Stops within {@link #WITHIN} that suspend a version. */
  static final int STRIKES = 3;

  /** Times out of steps within {@link #WITHIN} that suspend a version: each costs less. */
  static final int EXHAUSTIONS = 10;

  static final Duration WITHIN = Duration.ofMinutes(1);
  static final Duration LASTING = Duration.ofMinutes(10);

  private final LongSupplier nanoClock;
  private final Map<ScriptId, Strikes> records;

  private static final class Strikes {
    private final Deque<Long> stops = new ArrayDeque<>();
    private final Deque<Long> exhaustions = new ArrayDeque<>();
    private boolean suspended;
    private long suspendedAt;
  }

  /**
   * Starts with none.
   *
   * @param remembered most versions remembered, above zero
   * @param nanoClock rising nanoseconds
   */
  Suspensions(int remembered, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.records = LeastUsed.map(remembered);
  }

  /** Returns whether a version is suspended now. */
  synchronized boolean isSuspended(ScriptId versionId) {
    Strikes record = records.get(versionId);
    if (record == null || !record.suspended) {
      return false;
    }
    if (nanoClock.getAsLong() - record.suspendedAt >= LASTING.toNanos()) {
      records.remove(versionId);
      return false;
    }
    return true;
  }

  /** Notes that a version was stopped and returns whether this suspended it. */
  boolean strike(ScriptId versionId) {
    return strike(versionId, record -> record.stops, STRIKES);
  }

  /** Notes that a version used up its steps and returns whether this suspended it. */
  boolean exhausted(ScriptId versionId) {
    return strike(versionId, record -> record.exhaustions, EXHAUSTIONS);
  }

  private synchronized boolean strike(
      ScriptId versionId, Function<Strikes, Deque<Long>> kind, int most) {
    long now = nanoClock.getAsLong();
    Strikes record = records.computeIfAbsent(versionId, id -> new Strikes());
    if (record.suspended) {
      return false;
    }
    Deque<Long> strikes = kind.apply(record);
    strikes.addLast(now);
    while (now - strikes.getFirst() > WITHIN.toNanos()) {
      strikes.removeFirst();
    }
    record.suspended = strikes.size() >= most;
    record.suspendedAt = now;
    return record.suspended;
  }

  /** Returns how many versions are suspended. */
  synchronized int count() {
    long now = nanoClock.getAsLong();
    return (int)
        records.values().stream()
            .filter(r -> r.suspended && now - r.suspendedAt < LASTING.toNanos())
            .count();
  }

  synchronized int remembered() {
    return records.size();
  }
}
