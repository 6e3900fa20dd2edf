package io.pricewright.gateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo on machines that are not like ours: a locale with digits or letters of its own, one that
 * is not installed, a folder with a space, another user than root. And however it ends, no process
 * and no file of it is left where nobody looks.
 */
final class AnywhereIT {
  private static final Path UNSHARE = Path.of("/usr/bin/unshare");

  @Test
  void demo_anywhere_tellsItsStory_andLeavesNothing(@TempDir Path folder) throws Exception {
    Path home = Files.createDirectory(folder.resolve("my data"));
    Path temporary = Files.createDirectory(folder.resolve("tmp"));

    // Told to end with its story, in Arabic, as somebody who is not root.
    Run arabic = new Run(home, temporary, "ar-EG", "story").start(true, "--exit");
    assertThat(arabic.ended()).as(arabic.said()).isZero();
    assertThat(arabic.said()).contains("total", "The receipt of one event", "It goes on serving");
    for (String text :
        List.of(
            arabic.said(),
            Files.readString(home.resolve("store/api-key")),
            Files.readString(home.resolve("store/owner-url")))) {
      assertThat(text.codePoints().filter(Character::isDigit).filter(c -> c > '9')).isEmpty();
    }
    assertThat(childrenIn(home)).isEmpty();

    // Killed while it serves, in Turkish, whose i has a dot as a capital.
    Run turkish = new Run(home, temporary, "tr-TR", "killed").start(false);
    turkish.await("It goes on serving");
    turkish.process.destroyForcibly();
    turkish.ended();
    try (Stream<Path> left = Files.walk(temporary)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
    assertThat(childrenIn(home)).as("orphans of the killed one").isNotEmpty();

    // Told to end while it starts: what the killed one left goes with it.
    Run starting = new Run(home, temporary, "tr-TR", "starting").start(false);
    Waiting.until("its own PostgreSQL", () -> postmaster(home) > 0 && isChild(starting, home));
    starting.process.destroy();
    starting.ended();
    assertThat(childrenIn(home)).isEmpty();
  }

  /** The shell of the launcher becomes the server, so that who ends the one ends the other. */
  @Test
  void launcher_toldToEnd_passesItOn(@TempDir Path folder) throws Exception {
    Path home = Files.createDirectory(folder.resolve("a place"));
    Path launcher = home.resolve("pricewright");
    Files.copy(Path.of("..", "pricewright"), launcher);
    for (String lib : List.of("lib", "graal", "tools", "embedded")) {
      Files.createDirectory(home.resolve(lib));
    }
    Path jdk = folder.resolve("a jdk");
    Path programs = Files.createDirectories(jdk.resolve("bin"));
    String java =
        """
        #!/bin/sh
        if [ "$1" = -version ]; then echo 'openjdk version "25.0.3"' >&2; exit 0; fi
        trap 'echo ended; exit 143' TERM
        echo "started $$ $*"
        while :; do sleep 0.05; done
        """;
    for (String program : List.of("java", "javac")) {
      Files.writeString(programs.resolve(program), java);
      Files.setPosixFilePermissions(
          programs.resolve(program), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Path log = folder.resolve("launcher.log");
    ProcessBuilder builder =
        new ProcessBuilder("bash", launcher.toString(), "up", "--data", "x y")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    Process shell = builder.start();
    try {
      Waiting.until("the start", () -> text(log).contains("started"));
      assertThat(text(log)).contains("started " + shell.pid() + " ", "Main up --data x y");
      shell.destroy();
      assertThat(shell.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(text(log)).contains("ended");
    } finally {
      shell.destroyForcibly();
    }
  }

  private static final class Run {
    private final Path home;
    private final Path temporary;
    private final String language;
    private final Path log;
    private Process process;

    @SuppressWarnings("NullAway.Init") // start sets the process
    Run(Path home, Path temporary, String language, String name) {
      this.home = home;
      this.temporary = temporary;
      this.language = language;
      this.log = home.resolve(name + ".log");
    }

    Run start(boolean otherUser, String... more) throws IOException {
      String[] locale = language.split("-", 2);
      List<String> command = new ArrayList<>();
      if (otherUser && "root".equals(System.getProperty("user.name")) && canBeAnother()) {
        command.addAll(List.of(UNSHARE.toString(), "-U"));
      }
      command.addAll(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx512m",
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "-Duser.language=" + locale[0],
              "-Duser.region=" + locale[1],
              "-Djava.io.tmpdir=" + temporary,
              "-cp",
              System.getProperty("java.class.path"),
              Main.class.getName(),
              "demo",
              "--events=250",
              "--port=0",
              "--data=" + home.resolve("store")));
      command.addAll(Arrays.asList(more));
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("PRICEWRIGHT_"));
      builder.environment().put("LC_ALL", "xx_YY.UTF-8");
      process = builder.start();
      Process started = process;
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      return this;
    }

    private static boolean canBeAnother() {
      try {
        return Files.isExecutable(UNSHARE)
            && new ProcessBuilder(UNSHARE.toString(), "-U", "true").start().waitFor() == 0;
      } catch (IOException | InterruptedException e) {
        return false;
      }
    }

    void await(String word) {
      Waiting.until(
          word,
          Duration.ofMinutes(3),
          () -> {
            assertThat(process.isAlive()).as(said()).isTrue();
            return said().contains(word);
          });
    }

    int ended() throws InterruptedException {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(said()).isTrue();
      return process.exitValue();
    }

    String said() {
      return text(log);
    }
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether the PostgreSQL of a folder was started by a run, and not left to it. */
  private static boolean isChild(Run run, Path home) {
    return ProcessHandle.of(postmaster(home))
        .flatMap(ProcessHandle::parent)
        .filter(run.process.toHandle()::equals)
        .isPresent();
  }

  /** Returns the process id of the PostgreSQL of a folder; 0: there is none. */
  private static long postmaster(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("store/postgres/postmaster.pid"))) {
      return lines.findFirst().map(Long::parseLong).orElse(0L);
    } catch (IOException | UncheckedIOException gone) {
      return 0;
    }
  }

  /** Returns the commands of processes that run on a folder's stores. */
  private static List<String> childrenIn(Path home) {
    String store = home.resolve("store").toString();
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.startsWith(store) || line.contains(" -D " + store))
        .toList();
  }
}
