package io.pricewright.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The first tenant of a data folder, whose key is kept in a file that only its owner reads. */
final class FirstKey {
  private FirstKey() {}

  static Path file(Path data) {
    return data.resolve("api-key");
  }

  /** Returns the key of the folder, or creates a tenant for it. */
  static String ensure(Server server, Path data) {
    return read(data).orElseGet(() -> create(server, data));
  }

  static Optional<String> read(Path data) {
    try {
      return Files.exists(file(data))
          ? Optional.of(Files.readString(file(data)).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String create(Server server, Path data) {
    String key = server.createTenant("Demo", "development").apiKey();
    try {
      Files.createDirectories(data);
      Files.writeString(file(data), key + "\n");
      if (Files.getFileStore(file(data)).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(file(data), PosixFilePermissions.fromString("rw-------"));
      }
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
