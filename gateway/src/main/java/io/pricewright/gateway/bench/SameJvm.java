package io.pricewright.gateway.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands for the JVM of this process with its flags, so with the same JavaScript runtime. */
final class SameJvm {
  private SameJvm() {}

  /**
   * Returns a command.
   *
   * @param heap most heap, as {@code 512m}, or empty: that of this process
   * @param main the class to run
   */
  static List<String> command(String heap, String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      boolean agent = flag.startsWith("-javaagent") || flag.startsWith("-agent");
      if (!agent && (heap.isEmpty() || !flag.startsWith("-Xm"))) {
        command.add(flag);
      }
    }
    if (!heap.isEmpty()) {
      command.add("-Xmx" + heap);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(arguments);
    return command;
  }
}
