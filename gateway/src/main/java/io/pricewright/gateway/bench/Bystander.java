package io.pricewright.gateway.bench;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A tenant that means no harm: has a batch to price every two milliseconds, whatever became of the
 * one before, and times each from when it was due. So a stall counts for all who come while it
 * lasts.
 */
final class Bystander implements AutoCloseable {
  private static final int BATCH = 100;
  private static final long PERIOD_NANOS = 2_000_000;
  private static final int MOST_TIMES = 4_000_000;
  private static final ScriptVersion PRICE =
      new ScriptVersion(
          new ScriptId("script_bystander"),
          "bystander",
          1,
          "",
          ScriptKind.CUMULATIVE,
          """
          export function price(usage, params) {
            return tiers.graduated(usage.quantity, params.tiers);
          }
          """);
  private static final List<ScriptInput> INPUTS =
      Collections.nCopies(
          BATCH,
          new ScriptInput(
              "{\"quantity\":\"1500\"}",
              "{\"tiers\":[{\"up_to\":\"1000\",\"unit_amount\":\"0.5\"},"
                  + "{\"up_to\":null,\"unit_amount\":\"0.25\"}]}",
              "{}"));

  private final ScriptEngine engine;
  private final long[] times = new long[MOST_TIMES];
  private final Thread thread;
  private int count;
  private boolean closed;

  /** Starts. */
  Bystander(ScriptEngine engine) {
    this.engine = engine;
    this.thread = Thread.ofPlatform().name("bystander").start(this::price);
  }

  private void price() {
    long due = System.nanoTime();
    while (!closed()) {
      for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
        LockSupport.parkNanos(this, early);
      }
      for (ScriptOutcome outcome : engine.evaluate(PRICE, INPUTS)) {
        if (!(outcome instanceof ScriptOutcome.Priced priced)
            || !priced.amount().toPlainString().equals("625")) {
          throw new BenchException("The bystander was priced wrongly: " + outcome);
        }
      }
      note(System.nanoTime() - due);
      due += PERIOD_NANOS;
    }
  }

  private synchronized boolean closed() {
    return closed;
  }

  private synchronized void note(long nanos) {
    if (count < MOST_TIMES) {
      times[count++] = nanos;
    }
  }

  /** Takes the times noted since the last call, ascending. */
  synchronized long[] taken() {
    long[] sorted = Arrays.copyOf(times, count);
    count = 0;
    Arrays.sort(sorted);
    return sorted;
  }

  boolean lives() {
    return thread.isAlive();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
  }
}
