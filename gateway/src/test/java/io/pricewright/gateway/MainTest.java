package io.pricewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server's process, started by somebody who mistyped a setting. */
@Timeout(60)
final class MainTest {
  @Test
  void up_wrongSettings_endsWithOneLineAndNoSecret() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "up")
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PRICEWRIGHT_"));
    builder.environment().put("PRICEWRIGHT_PG_URL", "postgres:/app:hunter2@db/billing");
    builder.environment().put("PRICEWRIGHT_GATE", "maybe");
    Process process = builder.start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said)
        .isEqualTo(
            "pricewright: PRICEWRIGHT_PG_URL is postgresql://user:password@host:5432/database, not"
                + " what it is set to, which is not shown here. PRICEWRIGHT_GATE is optional or"
                + " required, not 'maybe'.");
    assertThat(process.exitValue()).isEqualTo(1);
  }
}
