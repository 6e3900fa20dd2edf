package io.pricewright.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server that outlived its parent. A process is taken for it only if it is proven to be this
 * folder's: a pid in a file may come from a copy of the folder, or belong to something else by now.
 */
final class Orphan {
  private static final Duration SLACK = Duration.ofSeconds(3);

  private Orphan() {}

  /**
   * Finds it.
   *
   * @param program a part of its command's name
   * @param folder where it runs: its working directory, or named among its arguments
   * @param started when it began, if that is known
   */
  static Optional<ProcessHandle> find(
      String pid, String program, Path folder, @Nullable Instant started) {
    long number;
    try {
      number = Long.parseLong(pid.strip());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    return ProcessHandle.of(number)
        .filter(process -> process.info().command().orElse("").contains(program))
        .filter(process -> runsIn(process, folder))
        .filter(process -> beganAt(process, started));
  }

  private static boolean runsIn(ProcessHandle process, Path folder) {
    try {
      Path real = folder.toRealPath();
      Path link = Path.of("/proc", Long.toString(process.pid()), "cwd");
      if (Files.exists(Path.of("/proc/self/cwd"))) {
        return Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(real);
      }
      return process.info().commandLine().orElse("").contains(real.toString());
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean beganAt(ProcessHandle process, @Nullable Instant started) {
    Instant began = process.info().startInstant().orElse(null);
    return started == null
        || began == null
        || Duration.between(began, started).abs().compareTo(SLACK) <= 0;
  }
}
