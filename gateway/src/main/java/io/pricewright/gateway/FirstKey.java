package io.pricewright.gateway;

import io.pricewright.store.database.PgAddress;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The first tenant of a data folder, whose key is kept in a file that only its owner reads. */
public final class FirstKey {
  private static final String SHOWN = "the first API key, shown this once: ";

  private static final String JDBC = "jdbc:";

  private FirstKey() {}

  static Path file(Path data) {
    return data.resolve("api-key");
  }

  /**
   * Returns the key of the folder, or creates its first tenant.
   *
   * @throws Server.StartException when it has tenants and the file of the key is gone
   */
  public static String ensure(Server server, Path data) {
    if (server.embedded()) {
      writeOwner(server, data); // so that a key can be made beside the running server
    }
    return read(data).orElseGet(() -> create(server, data));
  }

  static Path ownerFile(Path data) {
    return data.resolve("owner-url");
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
    String key =
        server
            .createFirstTenant("Demo", "development")
            .orElseThrow(
                () ->
                    new Server.StartException(
                        "The folder %s has its tenants, and no file api-key. Put it back, or make a"
                                .formatted(data)
                            + " new key: ./pricewright key create --data "
                            + data))
            .apiKey();
    write(file(data), key);
    return key;
  }

  /**
   * Keeps a key in the folder, or shows it when the folder cannot be written or has another one,
   * which would be lost; says which.
   */
  static String hand(Path data, String key) {
    if (Files.exists(file(data))) {
      return SHOWN + key;
    }
    try {
      write(file(data), key);
      return "API key in " + file(data);
    } catch (UncheckedIOException e) {
      return SHOWN + key;
    }
  }

  /** Writes where the tables' owner connects, for tools on this machine that measure or inspect. */
  static void writeOwner(Server server, Path data) {
    PgAddress owner = server.addresses().owner();
    write(
        ownerFile(data),
        owner.jdbcUrl() + "?user=" + owner.user() + "&password=" + owner.password());
  }

  /**
   * Reads what {@link #writeOwner} wrote.
   *
   * @throws Server.StartException when somebody else wrote it
   */
  static PgConnectOptions readOwner(Path data) {
    try {
      String url = Files.readString(ownerFile(data)).strip();
      return PgConnectOptions.fromUri(url.substring(JDBC.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new Server.StartException(
          "%s cannot be read. Start the server anew, which writes it.".formatted(ownerFile(data)));
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(file);
      if (Files.getFileStore(file.toAbsolutePath().getParent())
          .supportsFileAttributeView("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
