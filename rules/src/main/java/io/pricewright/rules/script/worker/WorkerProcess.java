package io.pricewright.rules.script.worker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A worker as the parent holds it. Used by one thread at a time; dead after a failure. */
final class WorkerProcess implements AutoCloseable {
  /** What a worker may take until it is ready: it warms up before. */
  private static final Patience READY =
      new Patience(Duration.ofSeconds(30), Duration.ofSeconds(60));

  private static final Duration LOOK = Duration.ofMillis(20);

  /** How long the end of a process may take to be seen once its output has ended. */
  private static final Duration REAPED = Duration.ofSeconds(1);

  // What a shell would show of SIGKILL and SIGTERM.
  private static final int KILLED = 128 + 9;
  private static final int TERMINATED = 128 + 15;

  private final Process process;
  private final InputStream in;
  private boolean ended;
  private volatile boolean killed;

  private WorkerProcess(Process process) {
    this.process = process;
    this.in = new BufferedInputStream(process.getInputStream());
  }

  /**
   * How long a worker may take.
   *
   * @param processor its processor time, which does not depend on who else is busy
   * @param wall time in all
   */
  record Patience(Duration processor, Duration wall) {}

  /**
   * Starts one with this process's class path and waits until it is ready. It inherits no
   * variables: they may hold secrets.
   */
  static WorkerProcess start(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    WorkerProcess worker = new WorkerProcess(builder.start());
    worker.before(READY, () -> Frames.read(worker.in));
    return worker;
  }

  /** Asks, and kills the process when it has not answered in time: IOException. */
  byte[] ask(byte[] question, Patience patience) throws IOException {
    return before(
        patience,
        () -> {
          Frames.write(process.getOutputStream(), question);
          return Frames.read(in);
        });
  }

  /**
   * Returns whether somebody ended it from outside: then what it was asked last is not to blame.
   * What it is asked makes it end itself, or this process.
   */
  boolean wasEnded() {
    return ended;
  }

  private interface Talk {
    byte[] talk() throws IOException;
  }

  // Killing the process ends the blocking read, so the deadline needs no second thread to read.
  private byte[] before(Patience patience, Talk talk) throws IOException {
    Thread killer =
        Thread.ofVirtual().name("script-worker-deadline").start(() -> killAfter(patience));
    try {
      return talk.talk();
    } catch (IOException e) {
      ended = !killed && endedBySignal();
      close();
      throw e;
    } finally {
      killer.interrupt();
    }
  }

  private boolean endedBySignal() {
    try {
      return process.waitFor(REAPED.toMillis(), TimeUnit.MILLISECONDS)
          && (process.exitValue() == KILLED || process.exitValue() == TERMINATED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void killAfter(Patience patience) {
    try {
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      Duration begun = processorTime();
      for (Duration waited = LOOK;
          waited.compareTo(patience.wall()) < 0
              && processorTime().minus(begun).compareTo(patience.processor()) < 0;
          waited = waited.plus(LOOK)) {
        TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      }
      killed = true;
      process.destroyForcibly();
    } catch (InterruptedException e) {
      // It answered in time, and this thread is done.
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the processor time it has used so far; zero once it has ended. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  long pid() {
    return process.pid();
  }

  boolean lives() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
