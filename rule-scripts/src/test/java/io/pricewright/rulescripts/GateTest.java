package io.pricewright.rulescripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.gate.Finding;
import io.pricewright.rules.gate.Gate;
import io.pricewright.rules.gate.GateReport;
import io.pricewright.rules.gate.Submission;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.script.BranchProbe.Branch;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rulescripts.BuiltInScripts.BuiltInScript;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every model that ships passes the gate that everybody's scripts must pass. */
final class GateTest {
  private static final GraalScriptEngine ENGINE = ScriptRuns.engine();
  private static final long SEED = Long.getLong("seed", System.nanoTime());

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  static List<BuiltInScript> scripts() {
    return BuiltInScripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void model_atTheGate_passes(BuiltInScript script) {
    System.out.printf("%s: gate, seed %d%n", script.name(), SEED);
    GateReport report =
        new Gate(ENGINE, ENGINE, Duration.ofMinutes(2), System::nanoTime)
            .judge(
                new Submission(
                    script.source(),
                    (Json.Arr) JsonReader.parse(script.tests()),
                    JsonReader.parseObject(script.manifest())),
                SEED);
    assertThat(report.findings().stream().map(Finding::toJson).map(Json::text)).isEmpty();
    assertThat(report.passed()).isTrue();
    assertThat(report.branches()).isNotEmpty().allMatch(Branch::taken);
    assertThat(report.evaluations()).isGreaterThan(300);
  }
}
