package io.pricewright.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Who may log in to the embedded PostgreSQL: only who can read the password file, which is made
 * beside the database's folder for its owner alone.
 */
final class LoginFile {
  private static final int PASSWORD_BYTES = 24;

  private LoginFile() {}

  /**
   * Returns the password, made when there is none. A database whose password file is gone takes a
   * new password at its next start: who may write its folder owns it anyway.
   */
  static String password(Path data) throws IOException {
    Path file = data.resolveSibling("postgres-password");
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    Path draft = data.resolveSibling("postgres-password.new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, password);
    if (Files.exists(data.resolve("PG_VERSION"))) {
      write(data, "trust");
    }
    Files.move(draft, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    return password;
  }

  /** Lets nobody in without a password, once the server has read its rules again. */
  static void demandPasswords(Path data) throws IOException {
    write(data, "scram-sha-256");
  }

  private static void write(Path data, String method) throws IOException {
    Files.writeString(
        data.resolve("pg_hba.conf"),
        "host all all 127.0.0.1/32 %1$s\nhost all all ::1/128 %1$s\n".formatted(method));
  }
}
