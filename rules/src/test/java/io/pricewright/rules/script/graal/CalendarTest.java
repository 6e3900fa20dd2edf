package io.pricewright.rules.script.graal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The calendar of scripts against java.time. Each run prints its seed; -Dseed replays one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the field
final class CalendarTest {
  private static final String SOURCE =
      """
      export function price(usage, params) {
        const c = calendar.at(params.to, Number(params.offset));
        const label = [c.year, c.month, c.day, c.hour, c.minute, c.second, c.weekday].join(' ');
        return [{label, amount: calendar.seconds(params.from, params.to)}];
      }
      """;

  private GraalScriptEngine engine;

  @BeforeAll
  void open() {
    engine = new GraalScriptEngine(ScriptLimits.defaults());
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private List<ScriptOutcome> run(List<ScriptInput> inputs) {
    return engine.evaluate(
        new ScriptVersion(
            new ScriptId("script_1"), "s", 1, "calendar", ScriptKind.CUMULATIVE, SOURCE),
        inputs);
  }

  private static ScriptInput input(Instant from, Instant to, int offset) {
    return new ScriptInput(
        "{\"quantity\":\"1\"}",
        "{\"from\":\"%s\",\"to\":\"%s\",\"offset\":\"%d\"}".formatted(from, to, offset),
        "{}");
  }

  private static Instant random(Random random) {
    long from = Instant.parse("1900-01-01T00:00:00Z").getEpochSecond();
    long to = Instant.parse("2200-01-01T00:00:00Z").getEpochSecond();
    return Instant.ofEpochSecond(random.nextLong(from, to), random.nextInt(1_000_000) * 1_000L);
  }

  @Test
  void anyTime_isWhatJavaSays() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("CalendarTest seed " + seed);
    Random random = new Random(seed);
    List<ScriptInput> inputs = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    List<BigDecimal> seconds = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      Instant from = random(random);
      Instant to = random(random);
      int offset = random.nextInt(2161) - 1080;
      OffsetDateTime local = to.atOffset(ZoneOffset.ofTotalSeconds(offset * 60));
      inputs.add(input(from, to, offset));
      labels.add(
          "%d %d %d %d %d %d %d"
              .formatted(
                  local.getYear(),
                  local.getMonthValue(),
                  local.getDayOfMonth(),
                  local.getHour(),
                  local.getMinute(),
                  local.getSecond(),
                  local.getDayOfWeek().getValue()));
      seconds.add(
          BigDecimal.valueOf(to.getEpochSecond() - from.getEpochSecond())
              .add(BigDecimal.valueOf(to.getNano() - from.getNano(), 9)));
    }
    List<ScriptOutcome> outcomes = run(inputs);
    for (int i = 0; i < inputs.size(); i++) {
      assertThat(outcomes.get(i))
          .as(inputs.get(i).params())
          .isInstanceOf(ScriptOutcome.Priced.class);
      ScriptOutcome.Priced priced = (ScriptOutcome.Priced) outcomes.get(i);
      assertThat(priced.lines().getFirst().label()).isEqualTo(labels.get(i));
      assertThat(priced.amount()).isEqualByComparingTo(seconds.get(i));
    }
  }

  @Test
  void wrongTimes_sayWhatATimeIs() {
    ScriptInput wrong =
        new ScriptInput(
            "{\"quantity\":\"1\"}",
            "{\"from\":\"yesterday\",\"to\":\"2026-03-02T10:00:00Z\",\"offset\":\"0\"}",
            "{}");
    ScriptOutcome outcome = run(List.of(wrong)).getFirst();
    assertThat(((ScriptOutcome.Failed) outcome).detail()).contains("a time is a UTC text");
    outcome = run(List.of(input(Instant.EPOCH, Instant.EPOCH, 1081))).getFirst();
    assertThat(((ScriptOutcome.Failed) outcome).detail()).contains("whole minutes");
  }
}
