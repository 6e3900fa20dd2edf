package io.pricewright.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * The passwords of an embedded database, made at random once and kept in a file only its user can
 * read.
 *
 * @param fresh whether this call made them, so the server does not know them yet
 */
record Credentials(String superuser, String owner, String app, boolean fresh) {

  /** Reads the folder's passwords, or makes and writes them. */
  static Credentials of(Path folder) throws IOException {
    Path file = folder.resolve("passwords");
    if (Files.exists(file)) {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() == 3) {
        return new Credentials(lines.get(0), lines.get(1), lines.get(2), false);
      }
      Files.delete(file);
    }
    Credentials made = new Credentials(random(), random(), random(), true);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, List.of(made.superuser, made.owner, made.app));
    return made;
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "Credentials[...]";
  }
}
