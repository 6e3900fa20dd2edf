package io.pricewright.store.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The servers' programs, unpacked from the class path into a closed folder beside the data. What
 * was unpacked is listed with its SHA-256, and every file is compared with the list before anything
 * runs; a folder that differs is unpacked anew.
 */
final class Programs {
  private static final String LIST = "files.sha256";

  private Programs() {}

  /** Returns whether the class path holds both servers for this machine. */
  static boolean present() {
    return found(postgresName()) && found(redisName());
  }

  private static boolean found(String resource) {
    return Programs.class.getResource("/" + resource) != null;
  }

  /** Returns the folder that has {@code bin/initdb} and {@code bin/postgres}. */
  static Path postgres(Path home) throws IOException {
    return unpacked(home, "postgres", postgresName(), Programs::untar);
  }

  /** Returns the program of the Redis server. */
  static Path redis(Path home) throws IOException {
    return unpacked(
            home,
            "redis",
            redisName(),
            (in, folder) -> {
              Path program = folder.resolve("redis-server");
              Files.copy(in, program);
              Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
            })
        .resolve("redis-server");
  }

  private static String postgresName() {
    return "postgres-%s-%s.txz".formatted(system(), arm() ? "arm_64" : "x86_64");
  }

  private static String redisName() {
    String version = arm() && system().equals("linux") ? "6.2.7" : "6.2.6-v5";
    return "redis-server-%s-%s-%s".formatted(version, system(), arm() ? "arm64" : "amd64");
  }

  private static String system() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return name.contains("mac") ? "darwin" : "linux";
  }

  private static boolean arm() {
    String name = System.getProperty("os.arch", "");
    return name.equals("aarch64") || name.equals("arm64");
  }

  private interface Unpack {
    void to(InputStream in, Path folder) throws IOException;
  }

  private static Path unpacked(Path home, String name, String resource, Unpack unpack)
      throws IOException {
    Path programs = Folders.closed(home.resolve("programs"));
    Path folder = programs.resolve(name + "-" + digest(resource).substring(0, 16));
    if (Files.isDirectory(folder) && isWhole(folder)) {
      return folder;
    }
    Folders.delete(folder);
    Path draft = programs.resolve(name + ".new");
    Folders.delete(draft);
    Folders.closed(draft);
    try (InputStream in = open(resource)) {
      unpack.to(in, draft);
    }
    Files.writeString(draft.resolve(LIST), list(draft));
    return Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isWhole(Path folder) throws IOException {
    Path list = folder.resolve(LIST);
    return Files.isRegularFile(list) && Files.readString(list).equals(list(folder));
  }

  /** A line for each file with its hash, and for each link with where it leads. */
  private static String list(Path folder) throws IOException {
    Map<String, String> lines = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(one -> !one.endsWith(LIST)).toList()) {
        String name = folder.relativize(path).toString();
        if (Files.isSymbolicLink(path)) {
          lines.put(name, "-> " + Files.readSymbolicLink(path));
        } else if (Files.isRegularFile(path)) {
          try (InputStream in = Files.newInputStream(path)) {
            lines.put(name, sha256(in));
          }
        }
      }
    }
    StringBuilder text = new StringBuilder();
    lines.forEach((name, hash) -> text.append(hash).append("  ").append(name).append('\n'));
    return text.toString();
  }

  private static String digest(String resource) throws IOException {
    try (InputStream in = open(resource)) {
      return sha256(in);
    }
  }

  private static String sha256(InputStream in) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static InputStream open(String resource) {
    InputStream in = Programs.class.getResourceAsStream("/" + resource);
    if (in == null) {
      throw new FolderException(
          "No embedded stores for this machine (%s is missing): name PostgreSQL and Redis in PRICEWRIGHT_PG_URL and PRICEWRIGHT_REDIS_URL."
              .formatted(resource));
    }
    return in;
  }

  private static void untar(InputStream packed, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
          throw new IOException("the archive leads out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(java.util.Objects.requireNonNull(path.getParent()));
          file(tar, entry, path);
        }
      }
    }
  }

  private static void file(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    if (entry.isLink()) {
      throw new IOException("the archive has a hard link: " + entry.getName());
    }
    Files.copy(tar, path);
    boolean program = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(program ? "rwx------" : "rw-------"));
  }
}
