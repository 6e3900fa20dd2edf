package io.pricewright.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class HostileCommandTest {
  @Test
  void hostile_fewScripts_reportsTheirOutcomesAndTheBystander() {
    StringWriter out = new StringWriter();
    int code =
        new CommandLine(new Bench(Clock.systemUTC()))
            .setOut(new PrintWriter(out, true))
            .execute(
                "hostile",
                "--only",
                "00[12].*",
                "--calm",
                "1",
                "--most-ms",
                "60000",
                "--most-ratio",
                "1000");
    assertThat(out.toString())
        .contains("001-while-true", "002-for-ever-catching", "script_timeout")
        .contains("6 attacks: 0 with another outcome, 0 over 60000 ms, 0 threads left running")
        .contains("calm", "drafts", "published", "again", "p99")
        .contains("2 scripts over the API: 0 with another outcome")
        .contains("0 of the bystander's events were not accepted");
    assertThat(code).isZero();
  }

  @Test
  void hostile_tooLate_endsWithOne() {
    StringWriter out = new StringWriter();
    int code =
        new CommandLine(new Bench(Clock.systemUTC()))
            .setOut(new PrintWriter(out, true))
            .execute(
                "hostile",
                "--only",
                ".*regex-state-bomb",
                "--calm",
                "1",
                "--most-ms",
                "1",
                "--no-tenant");
    assertThat(out.toString()).contains("LATE");
    assertThat(code).isOne();
  }
}
