package io.pricewright.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A folder below {@code target/} with the packages that its lock file names, from npm's cache or
 * its registry.
 */
final class NodeProject {
  private static final int PATIENCE_SECONDS = 240;

  private final Path folder;

  private NodeProject(Path folder) {
    this.folder = folder;
  }

  /**
   * A command's end.
   *
   * @param code its status
   * @param out what it wrote
   * @param err what it complained of
   */
  record Ended(int code, String out, String err) {
    /** Returns what it wrote, if it ended well. */
    String fine() {
      assertThat(code).as(out + "\n" + err).isZero();
      return out;
    }
  }

  /**
   * Copies files of a folder of {@code src/test/js}, and has their packages installed; skips the
   * test where there is no npm.
   *
   * @param source the folder below {@code src/test/js}, or an empty text for itself
   */
  static NodeProject install(String source, String name, List<String> files) {
    Assumptions.assumeTrue(onPath("npm") && onPath("node"), "install Node.js 20 or newer with npm");
    try {
      Path folder = Files.createDirectories(Path.of("target", name));
      Path from = Path.of("src", "test", "js").resolve(source);
      boolean known = sameLock(from, folder);
      for (String file : files) {
        Files.copy(from.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      NodeProject project = new NodeProject(folder);
      if (!known) {
        var _ =
            project
                .run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
                .fine();
      }
      return project;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean sameLock(Path from, Path folder) throws IOException {
    Path installed = folder.resolve("package-lock.json");
    return Files.exists(folder.resolve("node_modules/.package-lock.json"))
        && Files.exists(installed)
        && Files.mismatch(from.resolve("package-lock.json"), installed) == -1;
  }

  private static boolean onPath(String command) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  /** Writes a file. */
  void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command in the folder. */
  Ended run(String... command) {
    return run(Map.of(), command);
  }

  /** Runs a command in the folder, with more in its environment. */
  Ended run(Map<String, String> environment, String... command) {
    Path out = folder.resolve("out.log");
    Path err = folder.resolve("err.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", command) + " does not end");
      }
      return new Ended(process.exitValue(), text(out), text(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8).strip();
  }
}
