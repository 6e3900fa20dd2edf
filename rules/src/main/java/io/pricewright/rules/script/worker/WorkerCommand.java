package io.pricewright.rules.script.worker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that starts a worker. */
final class WorkerCommand {
  private static final Path NICE = Path.of("/usr/bin/nice");

  // A worker is warm with what the first compiler makes of its code; the second, which takes more
  // than half of the time of a start otherwise, comes to what stays hot.
  private static final List<String> PATIENT_COMPILER =
      List.of(
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  private WorkerCommand() {}

  /**
   * Returns the command of a worker that gives way where it can: who tries a draft takes no time
   * from those who are rated.
   */
  static List<String> modest(String heap) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", "5"));
    }
    command.addAll(of(heap, List.of()));
    return command;
  }

  /** Returns a command with this process's Java, interpreting: a draft is short-lived. */
  static List<String> of(String heap, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap,
            "-Xss4m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(PATIENT_COMPILER);
    command.add(WorkerMain.class.getName());
    command.addAll(arguments);
    return command;
  }
}
