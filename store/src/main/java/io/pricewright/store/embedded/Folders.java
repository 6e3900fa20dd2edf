package io.pricewright.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/** Folders that nobody but their owner can enter. */
final class Folders {
  private static final Set<PosixFilePermission> CLOSED =
      PosixFilePermissions.fromString("rwx------");

  private Folders() {}

  /** Makes a folder, with its parents, or closes the one that is there. */
  static Path closed(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (!Files.isDirectory(folder)) {
      return Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(CLOSED));
    }
    if (!CLOSED.equals(Files.getPosixFilePermissions(folder))) {
      Files.setPosixFilePermissions(folder, CLOSED);
    }
    return folder;
  }

  /** Deletes a folder with all that is in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
