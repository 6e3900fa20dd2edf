package io.pricewright.rulescripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptOutcome.Priced;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Compares the models with the same formulas written in Java, to the last digit. */
final class TwinTest {
  private static final GraalScriptEngine ENGINE = new GraalScriptEngine(ScriptLimits.defaults());
  private static final int CASES = 500;
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(SEED);

  private record Tier(@Nullable BigDecimal upTo, BigDecimal unit, BigDecimal flat) {
    String json() {
      String bound = upTo == null ? "null" : "\"" + upTo + "\"";
      return "{\"up_to\":%s,\"unit_amount\":\"%s\",\"flat_amount\":\"%s\"}"
          .formatted(bound, unit, flat);
    }

    boolean holds(BigDecimal quantity) {
      return upTo == null || quantity.compareTo(upTo) <= 0;
    }
  }

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @Test
  void flat_equalsItsTwin() {
    List<ScriptInput> inputs = new ArrayList<>();
    List<BigDecimal> expected = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      BigDecimal quantity = decimal(9);
      BigDecimal amount = decimal(12);
      inputs.add(input(quantity, "{\"amount\":\"" + amount + "\"}"));
      expected.add(quantity.multiply(amount));
    }
    compare("flat", inputs, expected);
  }

  @Test
  void package_equalsItsTwin() {
    List<ScriptInput> inputs = new ArrayList<>();
    List<BigDecimal> expected = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      BigDecimal quantity = decimal(6);
      BigDecimal size = BigDecimal.valueOf(1 + random.nextInt(5000));
      BigDecimal amount = decimal(4);
      RoundingMode mode = random.nextBoolean() ? RoundingMode.CEILING : RoundingMode.FLOOR;
      String round = mode == RoundingMode.CEILING ? "up" : "down";
      inputs.add(
          input(
              quantity,
              String.format(
                  Locale.ROOT,
                  "{\"amount\":\"%s\",\"divide_by\":\"%s\",\"round\":\"%s\"}",
                  amount,
                  size,
                  round)));
      expected.add(quantity.divide(size, 0, mode).multiply(amount));
    }
    compare("package", inputs, expected);
  }

  @Test
  void graduated_equalsItsTwin() {
    compareTiers("graduated", TwinTest::graduated);
  }

  @Test
  void volume_equalsItsTwin() {
    compareTiers("volume", TwinTest::volume);
  }

  private void compareTiers(String name, BiFunction<BigDecimal, List<Tier>, BigDecimal> twin) {
    List<ScriptInput> inputs = new ArrayList<>();
    List<BigDecimal> expected = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      List<Tier> tiers = tiers();
      BigDecimal bound = tiers.getFirst().upTo();
      BigDecimal quantity = bound != null && random.nextInt(4) == 0 ? bound : decimal(6);
      String json = String.join(",", tiers.stream().map(Tier::json).toList());
      inputs.add(input(quantity, "{\"tiers\":[" + json + "]}"));
      expected.add(twin.apply(quantity, tiers));
    }
    compare(name, inputs, expected);
  }

  private static BigDecimal graduated(BigDecimal quantity, List<Tier> tiers) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal from = BigDecimal.ZERO;
    for (Tier tier : tiers) {
      if (quantity.compareTo(from) <= 0) {
        break;
      }
      BigDecimal upTo = tier.upTo();
      BigDecimal to = upTo == null ? quantity : quantity.min(upTo);
      sum = sum.add(to.subtract(from).multiply(tier.unit())).add(tier.flat());
      from = to;
    }
    return sum;
  }

  private static BigDecimal volume(BigDecimal quantity, List<Tier> tiers) {
    if (quantity.signum() <= 0) {
      return BigDecimal.ZERO;
    }
    Tier reached = tiers.stream().filter(t -> t.holds(quantity)).findFirst().orElseThrow();
    return quantity.multiply(reached.unit()).add(reached.flat());
  }

  private List<Tier> tiers() {
    List<Tier> tiers = new ArrayList<>();
    BigDecimal bound = BigDecimal.ZERO;
    for (int i = random.nextInt(5); i > 0; i--) {
      bound = bound.add(BigDecimal.valueOf(1 + random.nextInt(100_000), random.nextInt(3)));
      tiers.add(new Tier(bound, decimal(10), decimal(2)));
    }
    tiers.add(new Tier(null, decimal(10), decimal(2)));
    return tiers;
  }

  /** Returns a decimal of up to so many decimals; zero now and then. */
  private BigDecimal decimal(int maxScale) {
    return random.nextInt(20) == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), random.nextInt(maxScale + 1));
  }

  private static ScriptInput input(BigDecimal quantity, String params) {
    return new ScriptInput("{\"quantity\":\"" + quantity.toPlainString() + "\"}", params, "{}");
  }

  private static void compare(String name, List<ScriptInput> inputs, List<BigDecimal> expected) {
    List<ScriptOutcome> outcomes = ScriptRuns.run(ENGINE, name, inputs);
    for (int i = 0; i < inputs.size(); i++) {
      String which = "seed " + SEED + ": " + inputs.get(i);
      assertThat(outcomes.get(i)).as(which).isInstanceOf(Priced.class);
      assertThat(((Priced) outcomes.get(i)).amount())
          .as(which)
          .isEqualByComparingTo(expected.get(i));
    }
  }
}
