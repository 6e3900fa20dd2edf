package io.pricewright.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords of the embedded servers: each in a file that only its owner can read. */
final class Passwords {
  private static final int BYTES = 24;

  private Passwords() {}

  /** A password, and whether it was made just now. Its text has hexadecimal digits alone. */
  record Password(String text, boolean fresh) {}

  /** Returns the password in a file, which is made when it is not there. */
  static Password in(Path file) throws IOException {
    if (Files.exists(file)) {
      return new Password(Files.readString(file).strip(), false);
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String text = HexFormat.of().formatHex(random);
    write(file, text);
    return new Password(text, true);
  }

  /** Writes a file that nobody but its owner can read, at any time, whole or not at all. */
  static void write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
