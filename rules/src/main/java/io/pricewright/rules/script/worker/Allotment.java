package io.pricewright.rules.script.worker;

import io.pricewright.rules.script.worker.WorkerProcess.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time of a worker that one judgement has. What it waits for, others' questions and the start
 * of a worker, does not count. Thread-safe.
 */
final class Allotment {
  private static final Duration LEAST = Duration.ofMillis(20);

  private final Patience most;
  private final LongSupplier nanoTime;
  private long processorNanos;
  private long wallNanos;

  /** Begins with nothing used. */
  Allotment(Patience most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
  }

  /** Makes one that is never used up. */
  static Allotment unlimited() {
    Duration year = Duration.ofDays(365);
    return new Allotment(new Patience(year, year), () -> 0);
  }

  /** Asks a worker within what is left. */
  byte[] ask(WorkerProcess worker, byte[] question, Patience usual) throws IOException {
    long began = nanoTime.getAsLong();
    long processor = worker.processorTime().toNanos();
    try {
      return worker.ask(question, left(usual));
    } finally {
      long wall = nanoTime.getAsLong() - began;
      // Of a process that was killed nothing is known any more.
      long used = worker.lives() ? worker.processorTime().toNanos() - processor : wall;
      spend(used, wall);
    }
  }

  private synchronized void spend(long processor, long wall) {
    processorNanos += processor;
    wallNanos += wall;
  }

  private synchronized Patience left(Patience usual) {
    return new Patience(
        least(usual.processor(), most.processor().minusNanos(processorNanos)),
        least(usual.wall(), most.wall().minusNanos(wallNanos)));
  }

  private static Duration least(Duration usual, Duration left) {
    Duration less = usual.compareTo(left) < 0 ? usual : left;
    return less.compareTo(LEAST) < 0 ? LEAST : less;
  }

  /** Returns whether nothing is left. */
  boolean isUp() {
    return nanos() >= most.processor().toNanos();
  }

  /**
   * Returns how much is used, as processor time: of both kinds of time that of which the greater
   * share is used counts.
   */
  synchronized long nanos() {
    double share =
        Math.max(
            (double) processorNanos / most.processor().toNanos(),
            (double) wallNanos / most.wall().toNanos());
    return (long) (share * most.processor().toNanos());
  }
}
