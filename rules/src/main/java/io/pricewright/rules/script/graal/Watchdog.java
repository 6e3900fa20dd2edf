package io.pricewright.rules.script.graal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends evaluations that take too much processor time or allocation, and calls that take too long.
 * One thread looks once a millisecond while calls run, and sleeps otherwise. Cancelling blocks
 * until the guest thread has left, so a thread of its own does it.
 */
final class Watchdog implements AutoCloseable {
  private static final long POLL_NANOS = 1_000_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final ScriptLimits limits;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean closed;

  Watchdog(ScriptLimits limits) {
    this.limits = limits;
    thread = Thread.ofPlatform().daemon().name("script-watchdog").start(this::poll);
  }

  /** Watches a call of the current thread until the watch is closed. */
  Watch watch(Realm realm, RealmPool pool, BatchCall batch) {
    Watch watch = new Watch(realm, pool, batch);
    watches.add(watch);
    LockSupport.unpark(thread);
    return watch;
  }

  private void poll() {
    while (!closed) {
      for (Watch watch : watches) {
        watch.look();
      }
      if (watches.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, POLL_NANOS);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  /** One call under watch. */
  final class Watch implements AutoCloseable {
    private final Realm realm;
    private final RealmPool pool;
    private final BatchCall batch;
    private final long threadId = Thread.currentThread().threadId();
    private final long startNanos = System.nanoTime();
    private int turn = Integer.MIN_VALUE;
    private long cpuBase;
    private long allocatedBase;
    private @Nullable String verdict;

    Watch(Realm realm, RealmPool pool, BatchCall batch) {
      this.realm = realm;
      this.pool = pool;
      this.batch = batch;
    }

    private synchronized void look() {
      if (verdict != null || !watches.contains(this)) {
        return;
      }
      long cpu = THREADS.getThreadCpuTime(threadId);
      long allocated = THREADS.getThreadAllocatedBytes(threadId);
      if (turn != batch.begun()) {
        turn = batch.begun();
        cpuBase = cpu;
        allocatedBase = allocated;
      }
      verdict = judge(cpu - cpuBase, allocated - allocatedBase, System.nanoTime() - startNanos);
      if (verdict != null) {
        pool.cancelled(realm, System.nanoTime());
        Thread.ofPlatform().daemon().name("script-cancel").start(realm::kill);
      }
    }

    private @Nullable String judge(long cpuNanos, long bytes, long wallNanos) {
      if (bytes > limits.allocatedBytes()) {
        return "one evaluation allocates at most %d MB".formatted(limits.allocatedBytes() >> 20);
      }
      if (cpuNanos > limits.evaluationTime().toNanos()) {
        return "one evaluation takes at most %d ms".formatted(limits.evaluationTime().toMillis());
      }
      if (wallNanos > limits.callTime().toNanos()) {
        return "the evaluations of one call take at most %d ms"
            .formatted(limits.callTime().toMillis());
      }
      return null;
    }

    /** Returns why the call was cancelled, or null when it was not. */
    synchronized @Nullable String verdict() {
      return verdict;
    }

    /** Ends the watch; after it, no verdict is made. */
    @Override
    public synchronized void close() {
      watches.remove(this);
    }
  }
}
