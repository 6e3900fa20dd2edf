package io.pricewright.rules.script.graal;

import static io.pricewright.rules.script.graal.Scripts.price;
import static io.pricewright.rules.script.graal.Scripts.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome.Failed;
import io.pricewright.rules.script.ScriptOutcome.Priced;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.script.SuspendingEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SuspendingEngineTest {
  private static final String DEAR =
      price("const s = 'ab'.repeat(30000); for (;;) /(a|b)*a(a|b){50}c/.test(s);");
  private long now;

  private static ScriptVersion version(String id, String source) {
    return new ScriptVersion(new ScriptId(id), "test", 1, "", ScriptKind.CUMULATIVE, source);
  }

  private static String reason(SuspendingEngine engine, ScriptVersion version) {
    return ((Failed) engine.evaluate(version, List.of(usage("1"))).getFirst()).reason();
  }

  @Test
  void version_stoppedByTheWatchdogThreeTimes_isSuspended_andANewVersionIsNot() {
    List<String> told = new ArrayList<>();
    try (SuspendingEngine engine =
        new SuspendingEngine(
            new GraalScriptEngine(ScriptLimits.defaults()),
            () -> now,
            (v, why) -> told.add(v.id() + " " + why))) {
      ScriptVersion dear = version("script_1", DEAR);
      for (int i = 0; i < 3; i++) {
        assertThat(told).isEmpty();
        assertThat(reason(engine, dear)).isEqualTo("script_timeout");
      }
      assertThat(told).containsExactly("script_1 stopped: one evaluation takes at most 100 ms");
      assertThat(reason(engine, dear)).isEqualTo("script_suspended");
      assertThat(engine.suspended()).isOne();
      assertThat(
              engine.evaluate(
                  version("script_2", price("return [{label: 'x', amount: '1'}];")),
                  List.of(usage("1"))))
          .first()
          .isInstanceOf(Priced.class);
      now += Duration.ofMinutes(10).toNanos();
      assertThat(reason(engine, dear)).isEqualTo("script_timeout");
    }
  }

  @Test
  void version_outOfStepsTenTimesWithinAMinute_isSuspended_andMoreSlowlyNot() {
    List<String> told = new ArrayList<>();
    try (SuspendingEngine engine =
        new SuspendingEngine(
            new GraalScriptEngine(ScriptLimits.defaults()),
            () -> now,
            (v, why) -> told.add(v.id() + " " + why))) {
      ScriptVersion endless = version("script_1", price("for (;;);"));
      for (int i = 0; i < 20; i++) {
        now += Duration.ofSeconds(7).toNanos(); // nine within each minute
        assertThat(reason(engine, endless)).isEqualTo("script_timeout");
      }
      assertThat(engine.suspended()).isZero();
      now += Duration.ofSeconds(61).toNanos();
      for (int i = 0; i < 10; i++) {
        assertThat(told).isEmpty();
        assertThat(reason(engine, endless)).isEqualTo("script_timeout");
      }
      assertThat(told).hasSize(1).first().asString().contains("used up its steps");
      assertThat(reason(engine, endless)).isEqualTo("script_suspended");
    }
  }
}
