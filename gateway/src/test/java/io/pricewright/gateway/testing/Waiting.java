package io.pricewright.gateway.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for what a node does in its own time, never for ever. */
public final class Waiting {
  private static final long LOOK_AGAIN_MS = 20;

  private Waiting() {}

  /** Waits until something is so, and fails the test when it is not in time. */
  public static void until(String what, Duration most, BooleanSupplier so) {
    long end = System.nanoTime() + most.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + most + ": " + what);
      }
      pause(LOOK_AGAIN_MS);
    }
  }

  /** Waits for four minutes at most: a machine may do much else. */
  public static void until(String what, BooleanSupplier so) {
    until(what, Duration.ofMinutes(4), so);
  }

  /** Does nothing for so many milliseconds. */
  public static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
