package io.pricewright.rules.script.worker;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Who talks to the worker: one at a time, in the order they came, with bounded waiting. */
final class Turns {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final AtomicInteger present = new AtomicInteger();
  private final int most;

  /** Lets so many wait beside the one whose turn it is. */
  Turns(int mostWaiting) {
    this.most = mostWaiting + 1;
  }

  /**
   * Waits for a turn; fails with Unavailable when too many wait. Whose turn it is may take it once
   * more.
   */
  void take() {
    if (present.incrementAndGet() > most && !lock.isHeldByCurrentThread()) {
      present.decrementAndGet();
      throw new ProblemException(
          new Problem.Unavailable(
              "Too many unpublished scripts wait to be tried. Send the same request again.", 2));
    }
    lock.lock();
  }

  /** Waits so long for a turn, and returns whether it has it; it has none when too many wait. */
  boolean take(Duration wait) {
    boolean had = false;
    try {
      had = present.incrementAndGet() <= most && lock.tryLock(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!had) {
      present.decrementAndGet();
    }
    return had;
  }

  /** Takes a turn if nobody has or wants one; returns whether it did. */
  boolean takeIfFree() {
    if (lock.hasQueuedThreads() || !lock.tryLock()) {
      return false;
    }
    present.incrementAndGet();
    return true;
  }

  void end() {
    lock.unlock();
    present.decrementAndGet();
  }
}
