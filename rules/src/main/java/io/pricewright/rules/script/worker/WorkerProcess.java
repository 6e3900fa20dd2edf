package io.pricewright.rules.script.worker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A worker as the parent holds it. Used by one thread at a time; dead after a failure. */
final class WorkerProcess implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(60);

  private final Process process;
  private final InputStream in;

  private WorkerProcess(Process process) {
    this.process = process;
    this.in = new BufferedInputStream(process.getInputStream());
  }

  /** Starts one and waits until it is ready. */
  static WorkerProcess start(List<String> command) throws IOException {
    WorkerProcess worker =
        new WorkerProcess(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    worker.before(READY, () -> Frames.read(worker.in));
    return worker;
  }

  /** Asks, and kills the process when it has not answered in time: IOException. */
  byte[] ask(byte[] question, Duration deadline) throws IOException {
    return before(
        deadline,
        () -> {
          Frames.write(process.getOutputStream(), question);
          return Frames.read(in);
        });
  }

  private interface Talk {
    byte[] talk() throws IOException;
  }

  // Killing the process ends the blocking read, so the deadline needs no second thread to read.
  private byte[] before(Duration deadline, Talk talk) throws IOException {
    Thread killer =
        Thread.ofVirtual().name("script-worker-deadline").start(() -> killAfter(deadline));
    try {
      return talk.talk();
    } catch (IOException e) {
      close();
      throw e;
    } finally {
      killer.interrupt();
    }
  }

  private void killAfter(Duration deadline) {
    try {
      TimeUnit.NANOSECONDS.sleep(deadline.toNanos());
      process.destroyForcibly();
    } catch (InterruptedException e) {
      // It answered in time, and this thread is done.
      Thread.currentThread().interrupt();
    }
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
