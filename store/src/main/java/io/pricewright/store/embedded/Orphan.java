package io.pricewright.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server that a killed JVM left behind, found by its pid file and told from a stranger by its
 * program.
 */
final class Orphan {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Orphan() {}

  /**
   * Stops the server whose pid stands in the first line of {@code pidFile}, trying {@code signals}
   * in order, and removes the file; a pid that now belongs to another program is left alone.
   */
  static void stop(Path pidFile, String program, List<String> signals) {
    try {
      Optional<ProcessHandle> server = find(pidFile, program);
      if (server.isPresent() && !ended(server.get(), signals)) {
        throw new StoreStartException(
            "A "
                + program
                + " left over from an earlier run (process "
                + server.get().pid()
                + ") does not stop: end it with kill -9 "
                + server.get().pid()
                + " and start again.");
      }
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new StoreStartException(
          "Cannot read " + pidFile + ": make the data folder readable and writable.", e);
    }
  }

  /** The live process a pid file names, if it runs that program. */
  static Optional<ProcessHandle> find(Path pidFile, String program) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    String first = lines.isEmpty() ? "" : lines.getFirst().strip();
    if (!first.matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(first))
        .filter(process -> process.info().command().orElse("").contains(program));
  }

  private static boolean ended(ProcessHandle server, List<String> signals) throws IOException {
    for (String signal : signals) {
      new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      if (awaitExit(server)) {
        return true;
      }
    }
    return false;
  }

  private static boolean awaitExit(ProcessHandle server) {
    try {
      server.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Waiting for process " + server.pid() + " failed", e);
    }
  }
}
