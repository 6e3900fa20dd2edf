package io.pricewright.gateway.http;

import io.pricewright.rules.tenancy.Scope;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How much of the memory bodies take at once, from a body's first byte to its answer: so many bytes
 * of all requests together, and half of that of one environment, so that one cannot take it all. A
 * body counts with its bytes and with what its values will take ({@link Skim}). May be asked by any
 * thread.
 */
final class Room {
  private final long most;
  private final AtomicLong held = new AtomicLong();
  private final ConcurrentMap<Scope, Long> byScope = new ConcurrentHashMap<>();

  /**
   * Makes room.
   *
   * @param most bytes of all requests together
   */
  Room(long most) {
    this.most = most;
  }

  /**
   * Returns room for an eighth of the heap, but for three of the largest bodies at least. What is
   * done with a body takes up to four times as much, for as long as it is done.
   */
  static Room ofHeap(long heap, int largestBody) {
    return new Room(Math.max(3L * largestBody, heap / 8));
  }

  /** Returns the bytes that one request may hold when there is no other. */
  long mostOfOne() {
    return most / 2;
  }

  /** Opens the share of one request; who has no environment shares with nobody. */
  Share share(@Nullable Scope scope) {
    return new Share(scope);
  }

  /** Returns how many bytes are held. */
  long held() {
    return held.get();
  }

  /** What one request holds. One thread at a time uses it. */
  final class Share {
    private final @Nullable Scope scope;
    private long taken;

    private Share(@Nullable Scope scope) {
      this.scope = scope;
    }

    /** Returns whether so many bytes more are above what one request can ever have. */
    boolean neverFits(long bytes) {
      return taken + bytes > mostOfOne();
    }

    /** Takes some bytes more, or none and returns false. */
    boolean take(long bytes) {
      if (scope != null && byScope.merge(scope, bytes, Long::sum) > mostOfOne()) {
        give(scope, bytes);
        return false;
      }
      if (held.addAndGet(bytes) > most) {
        held.addAndGet(-bytes);
        if (scope != null) {
          give(scope, bytes);
        }
        return false;
      }
      taken += bytes;
      return true;
    }

    /** Gives all back. */
    void leave() {
      if (taken == 0) {
        return; // Most requests have no body.
      }
      held.addAndGet(-taken);
      if (scope != null) {
        give(scope, taken);
      }
      taken = 0;
    }

    private void give(Scope whose, long bytes) {
      byScope.computeIfPresent(whose, (key, sum) -> sum <= bytes ? null : sum - bytes);
    }
  }
}
