package io.pricewright.gateway.simulation;

import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** How far a simulation came. Any thread may write and ask. */
final class Progress {
  private final AtomicInteger done = new AtomicInteger();
  private volatile LongSupplier events = () -> 0;
  private volatile String stage = "waiting";
  private volatile int of = 1;
  private final AtomicInteger customers = new AtomicInteger();
  private volatile boolean stopped;

  void events(LongSupplier read) {
    events = read;
  }

  void stage(String name) {
    stage = name;
  }

  /** Begins to count parts of the work. */
  void expect(int parts) {
    of = Math.max(1, parts);
  }

  void partDone() {
    done.incrementAndGet();
  }

  void customers(int more) {
    customers.addAndGet(more);
  }

  void stop() {
    stopped = true;
  }

  boolean stopped() {
    return stopped;
  }

  void check() {
    if (stopped) {
      throw new CancellationException("cancelled");
    }
  }

  Json.Obj json() {
    BigDecimal share =
        BigDecimal.valueOf(Math.min(done.get(), of))
            .divide(BigDecimal.valueOf(of), 4, RoundingMode.DOWN);
    return Json.Obj.EMPTY
        .with("stage", Json.of(stage))
        .with("events", Json.of(events.getAsLong()))
        .with("customers", Json.of(customers.get()))
        .with("share", Json.of(share.toPlainString()));
  }
}
