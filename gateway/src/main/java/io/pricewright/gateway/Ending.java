package io.pricewright.gateway;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Closes what a command has opened, however the command ends. */
public final class Ending {
  private Ending() {}

  /** What is opened, and closed without a fault that has to be caught. */
  public interface Opened extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Opens something, works with it and closes it: when the work is done, or when the process is
   * told to end. Who tells it while it is opening waits until it is open, so that no process of its
   * own stays behind.
   */
  public static <T extends Opened> void with(Supplier<T> open, Consumer<T> work) {
    CompletableFuture<Optional<T>> opened = new CompletableFuture<>();
    Thread stop = new Thread(() -> opened.join().ifPresent(Opened::close), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      T thing = open.get();
      opened.complete(Optional.of(thing));
      work.accept(thing);
    } finally {
      opened.complete(Optional.empty());
      if (removed(stop)) {
        opened.join().ifPresent(Opened::close);
      }
    }
  }

  /** Returns false when the process is ending, and the hook closes. */
  private static boolean removed(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      return false;
    }
  }
}
