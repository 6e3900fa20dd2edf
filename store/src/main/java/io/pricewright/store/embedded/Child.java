package io.pricewright.store.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server as a process of its own, which is started again when it ends without being told to. It
 * sees no locale but C, and a Ctrl-C for this process does not reach it.
 */
final class Child {
  private static final Logger LOG = LoggerFactory.getLogger(Child.class);
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Whether a server answers; asked while it starts. */
  interface Ready {
    boolean now() throws IOException;
  }

  private final String name;
  private final List<String> command;
  private final Path log;
  private final Ready ready;
  private final Duration startMax;
  private Process process;
  private boolean stopping;
  private Duration pause = Duration.ofMillis(100);

  /**
   * Starts a server. Blocks until it answers.
   *
   * @param name of the server in messages
   * @param log what it says, of this start alone
   * @param startMax how long it may take
   * @throws FolderException when it does not start, with the last it said
   */
  Child(String name, List<String> command, Path log, Duration startMax, Ready ready)
      throws IOException {
    this.name = name;
    this.command = List.copyOf(command);
    this.log = log;
    this.startMax = startMax;
    this.ready = ready;
    process = launch();
    try {
      awaitReady(process);
    } catch (IOException | RuntimeException e) {
      end(process.toHandle());
      throw e;
    }
    watch(process);
  }

  private Process launch() throws IOException {
    Files.deleteIfExists(log);
    Passwords.write(log, "");
    return builder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /** Returns a port of the loopback that nobody listens on. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns a builder for a program of a server, away from this process's group and locale. */
  static ProcessBuilder builder(List<String> command) {
    List<String> whole = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      whole.add(SETSID.toString());
    }
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(key -> key.startsWith("LC_") || key.startsWith("PG"));
    environment.put("LC_ALL", "C");
    environment.put("LANG", "C");
    return builder;
  }

  private void awaitReady(Process started) throws IOException {
    for (long left = startMax.dividedBy(LOOK_EVERY); left > 0 && started.isAlive(); left--) {
      if (ready.now()) {
        return;
      }
      pause(LOOK_EVERY);
    }
    throw new FolderException("%s did not start: %s".formatted(name, lastSaid()));
  }

  private String lastSaid() throws IOException {
    List<String> lines = Files.readAllLines(log).stream().filter(l -> !l.isBlank()).toList();
    return lines.isEmpty()
        ? "it said nothing (%s)".formatted(log)
        : "%s (%s)".formatted(lines.getLast().strip(), log);
  }

  private static void pause(Duration length) throws InterruptedIOException {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a server was starting");
    }
  }

  private void watch(Process started) {
    Thread.ofVirtual()
        .name("watch-" + name)
        .start(
            () -> {
              started.toHandle().onExit().join();
              again(started);
            });
  }

  private void again(Process ended) {
    Process next = null;
    while (next == null) {
      synchronized (this) {
        if (stopping || !process.equals(ended)) {
          return;
        }
        LOG.warn("{} ended by itself and is started again", name);
        try {
          next = launch();
          process = next;
          awaitReady(next);
          pause = Duration.ofMillis(100);
        } catch (IOException | RuntimeException e) {
          LOG.warn("{} does not start again: {}", name, e.getMessage());
          if (next != null) {
            end(next.toHandle());
          }
          next = null;
          process = ended;
        }
      }
      if (next == null && !rest()) {
        return;
      }
    }
    watch(next);
  }

  private boolean rest() {
    try {
      Thread.sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns its process id. */
  synchronized long pid() {
    return process.pid();
  }

  /**
   * Ends it: tells it by signals first, one after the other, each with its time.
   *
   * @param signals without SIG, such as INT
   */
  void stop(String... signals) {
    ProcessHandle handle;
    synchronized (this) {
      stopping = true;
      handle = process.toHandle();
    }
    stop(handle, signals);
  }

  static void stop(ProcessHandle process, String... signals) {
    for (String signal : signals) {
      try {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
      } catch (IOException e) {
        break;
      }
      if (ended(process, 15)) {
        return;
      }
    }
    end(process);
  }

  private static boolean ended(ProcessHandle process, int seconds) {
    process.onExit().completeOnTimeout(process, seconds, TimeUnit.SECONDS).join();
    return !process.isAlive();
  }

  private static void end(ProcessHandle process) {
    process.destroyForcibly();
    if (!ended(process, 10)) {
      throw new FolderException(
          "Process %d does not stop. End it and start again.".formatted(process.pid()));
    }
  }
}
