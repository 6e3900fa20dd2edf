package io.pricewright.rulescripts;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Published data that is not kept here: in the folder PRICEWRIGHT_DATA, or in shared/data beside
 * the project. Where it is absent the test that asks for it is skipped, and says so.
 */
final class SharedData {
  private SharedData() {}

  static String text(String file) throws IOException {
    return Files.readString(path(file));
  }

  static List<String> lines(String file) throws IOException {
    return Files.readAllLines(path(file));
  }

  private static Path path(String file) {
    Path folder = folder(file);
    if (folder == null) {
      System.out.printf(
          "REAL DATA ABSENT: no %s in PRICEWRIGHT_DATA or in ../shared/data; nothing is tested%n",
          file);
    }
    assumeThat(folder).as("folder of " + file).isNotNull();
    return folder == null ? Path.of(file) : folder.resolve(file);
  }

  private static @Nullable Path folder(String file) {
    String named = System.getenv("PRICEWRIGHT_DATA");
    if (named != null) {
      return Files.isReadable(Path.of(named, file)) ? Path.of(named) : null;
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path beside = at.resolveSibling("shared").resolve("data");
      if (Files.exists(at.resolve("pricewright")) && Files.isReadable(beside.resolve(file))) {
        return beside;
      }
    }
    return null;
  }
}
