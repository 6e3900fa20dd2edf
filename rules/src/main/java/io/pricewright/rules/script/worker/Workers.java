package io.pricewright.rules.script.worker;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The worker that works, and the one that warms up to take its place. Thread-safe. */
final class Workers implements AutoCloseable {
  private static final Executor LATER = CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS);

  private final List<String> command;
  private final boolean keepsSpare;
  private @Nullable WorkerProcess working;
  private @Nullable CompletableFuture<WorkerProcess> spare;
  private long lost;
  private boolean resting;
  private boolean closed;

  /**
   * Starts nothing yet.
   *
   * @param command starts a worker
   * @param keepsSpare whether one more waits warm while one works
   */
  Workers(List<String> command, boolean keepsSpare) {
    this.command = List.copyOf(command);
    this.keepsSpare = keepsSpare;
  }

  /** No worker starts on this machine. */
  static final class StartException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    StartException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** Sees to it that a worker gets ready. */
  synchronized void prepare() {
    if (!closed && spare == null) {
      spare = starting();
    }
  }

  /** Returns whether {@link #worker} need not wait; if it need, sees to it that one gets ready. */
  synchronized boolean ready() {
    if (working != null && working.lives()) {
      return true;
    }
    prepare();
    if (spare == null || !spare.isDone()) {
      return false;
    }
    if (spare.isCompletedExceptionally()) {
      restAfterFailure();
      return false;
    }
    return true;
  }

  // What could not be started is not tried again by each caller.
  private void restAfterFailure() {
    if (!resting) {
      resting = true;
      LATER.execute(this::tryAgain);
    }
  }

  private synchronized void tryAgain() {
    resting = false;
    if (spare != null && spare.isCompletedExceptionally()) {
      spare = null;
    }
  }

  /** Returns the worker, or the spare in its place, and sees to it that a spare gets ready soon. */
  WorkerProcess worker() {
    CompletableFuture<WorkerProcess> next;
    synchronized (this) {
      if (working != null && working.lives()) {
        return working;
      }
      // One that failed while nobody waited for it says nothing of the next.
      if (spare != null && spare.isCompletedExceptionally()) {
        spare = null;
      }
      prepare();
      next = spare;
      spare = null;
    }
    return put(startedOrAgain(next));
  }

  private synchronized WorkerProcess put(WorkerProcess next) {
    if (closed) {
      next.close();
      throw shut();
    }
    working = next;
    if (keepsSpare) {
      // The spare warms up when whoever waited for this worker has been answered.
      LATER.execute(this::prepare);
    }
    return next;
  }

  private static IllegalStateException shut() {
    return new IllegalStateException("the script worker is closed");
  }

  /** Somebody may have ended it on its way: the second that does not start is one that cannot. */
  private WorkerProcess startedOrAgain(@Nullable CompletableFuture<WorkerProcess> next) {
    try {
      return started(next);
    } catch (IllegalStateException e) {
      synchronized (this) {
        if (closed) {
          throw e;
        }
      }
      return started(starting());
    }
  }

  private WorkerProcess started(@Nullable CompletableFuture<WorkerProcess> next) {
    if (next == null) {
      throw shut();
    }
    try {
      return next.join();
    } catch (CompletionException e) {
      throw new StartException(
          "the script worker does not start; see whether this command runs: "
              + String.join(" ", command.subList(0, Math.min(8, command.size()))),
          e.getCause());
    }
  }

  private CompletableFuture<WorkerProcess> starting() {
    CompletableFuture<WorkerProcess> ready = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("script-worker-start")
        .start(
            () -> {
              try {
                WorkerProcess process = WorkerProcess.start(command);
                if (!ready.complete(process)) {
                  process.close();
                }
              } catch (IOException e) {
                ready.completeExceptionally(e);
              }
            });
    return ready;
  }

  /** Gives the worker up. */
  synchronized void lose() {
    lost++;
    if (working != null) {
      working.close();
      working = null;
    }
  }

  synchronized boolean hasSpare() {
    return spare != null && spare.isDone() && !spare.isCompletedExceptionally();
  }

  synchronized long lost() {
    return lost;
  }

  synchronized @Nullable WorkerProcess working() {
    return working;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (working != null) {
      working.close();
      working = null;
    }
    // A spare that is ready ends now; one that is not yet ends when it finds nobody waiting.
    if (spare != null
        && !spare.completeExceptionally(new IOException("closed"))
        && !spare.isCompletedExceptionally()) {
      spare.join().close();
    }
    spare = null;
  }
}
