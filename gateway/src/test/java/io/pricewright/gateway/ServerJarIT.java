package io.pricewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as its image has it: without the jars of the embedded stores. */
@Timeout(240)
final class ServerJarIT {
  @Test
  void server_withoutEmbeddedStores_saysInOneLineWhatToName(@TempDir Path data) throws Exception {
    Process process = java("up", "--port", "0", "--data", data.toString());
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(said.lines())
        .singleElement()
        .asString()
        .startsWith("pricewright: No embedded stores")
        .contains("PRICEWRIGHT_PG_URL", "PRICEWRIGHT_REDIS_URL");
    assertThat(data).isEmptyDirectory();
  }

  private static Process java(String... arguments) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                withoutStores(),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PRICEWRIGHT_"));
    return builder.start();
  }

  private static String withoutStores() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> !Path.of(jar).getFileName().toString().startsWith("embedded-"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
