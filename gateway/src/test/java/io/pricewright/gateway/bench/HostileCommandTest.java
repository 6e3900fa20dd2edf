package io.pricewright.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import picocli.CommandLine;

/** It takes a node, processes and minutes: part of the soak. */
@EnabledIfSystemProperty(named = "pricewright.soak", matches = "true")
final class HostileCommandTest {
  /** One script, as a draft and twice as published; each takes longer than a millisecond. */
  @Test
  void hostile_aScriptThatIsTooLate_isReportedWithTheBystander_andEndsWithOne() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new Bench(Clock.systemUTC()))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(
                "hostile", "--only", "001.*", "--most-ms", "1", "--calm=1", "--most-ratio=1000");
    assertThat(out.toString())
        .as(err.toString())
        .contains("001-while-true", "script_timeout", "LATE")
        .contains("3 attacks: 0 with another outcome, 3 over 1 ms, 0 threads left running")
        .contains("calm", "drafts", "published", "again", "p99")
        .contains("1 scripts over the API: 0 with another outcome")
        .contains("0 of the bystander's events were not accepted");
    assertThat(code).isOne();
  }
}
