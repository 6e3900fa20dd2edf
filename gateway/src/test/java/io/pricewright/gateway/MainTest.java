package io.pricewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server's process, started by somebody who mistyped a setting. */
@Timeout(240)
final class MainTest {
  @Test
  void up_wrongSettings_endsWithOneLineAndNoSecret() throws Exception {
    Ended up =
        run(
            List.of(),
            Map.of(
                "PRICEWRIGHT_PG_URL", "postgres:/app:hunter2@db/billing",
                "PRICEWRIGHT_GATE", "maybe"));
    assertThat(up.said())
        .isEqualTo(
            "pricewright: PRICEWRIGHT_PG_URL is postgresql://user:password@host:5432/database, not"
                + " what it is set to, which is not shown here. PRICEWRIGHT_GATE is optional or"
                + " required, not 'maybe'.");
    assertThat(up.status()).isEqualTo(1);
  }

  /** In Arabic numbers have other digits, which nobody's machine reads. */
  @Test
  void up_portInUse_endsWithOneLine_inDigitsOfAnyLocale() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      Ended up =
          run(List.of("-Duser.language=ar", "-Duser.country=EG"), Map.of(), "--port=" + port);
      assertThat(up.said())
          .isEqualTo(
              "pricewright: Port "
                  + port
                  + " of 127.0.0.1 cannot be had (Address already in use). Stop what uses it, or"
                  + " choose another with --port or --host.");
      assertThat(up.status()).isEqualTo(1);
    }
  }

  private record Ended(String said, int status) {}

  private static Ended run(
      List<String> options, Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(options);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "up"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PRICEWRIGHT_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ended(said, process.exitValue());
  }
}
