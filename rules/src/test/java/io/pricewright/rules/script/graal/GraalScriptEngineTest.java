package io.pricewright.rules.script.graal;

import static io.pricewright.rules.script.graal.Scripts.price;
import static io.pricewright.rules.script.graal.Scripts.run;
import static io.pricewright.rules.script.graal.Scripts.usage;
import static io.pricewright.rules.script.graal.Scripts.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptLine;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptOutcome.Failed;
import io.pricewright.rules.script.ScriptOutcome.Priced;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GraalScriptEngineTest {
  private static final GraalScriptEngine ENGINE = new GraalScriptEngine(ScriptLimits.defaults());

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @Test
  void runtime_withTheCompilerOnTheModulePath_isOptimizing() {
    assertThat(ENGINE.runtime()).isEqualTo("optimizing");
  }

  @Test
  void price_withLines_givesLinesSumAndSteps() {
    ScriptOutcome outcome =
        run(
            ENGINE,
            price(
                """
                const unit = Decimal.from(params.amount);
                return [
                  {label: 'units', quantity: usage.quantity, unit_price: unit, amount: usage.quantity.times(unit)},
                  {label: 'fee', amount: '0.50'}];"""),
            new ScriptInput("{\"quantity\":\"1500\"}", "{\"amount\":0.002}", "{}"));
    assertThat(outcome)
        .isEqualTo(
            new Priced(
                new BigDecimal("3.5"),
                List.of(
                    new ScriptLine(
                        "units",
                        new BigDecimal("1500"),
                        new BigDecimal("0.002"),
                        new BigDecimal("3")),
                    new ScriptLine("fee", null, null, new BigDecimal("0.5"))),
                1));
  }

  @Test
  void rate_withNumberInProperties_getsItAsExactText() {
    ScriptOutcome outcome =
        run(
            ENGINE,
            "export default function rate(event) { return {lines: [{label: typeof event.properties.cost,"
                + " amount: event.properties.cost}]}; }",
            new ScriptInput(
                "{\"quantity\":null,\"properties\":{\"cost\":0.1234567890123456789012}}",
                "{}",
                "{}"));
    assertThat(outcome).isInstanceOf(Priced.class);
    Priced priced = (Priced) outcome;
    assertThat(priced.amount()).isEqualTo(new BigDecimal("0.1234567890123456789012"));
    assertThat(priced.lines().getFirst().label()).isEqualTo("string");
  }

  @Test
  void check_namesTheEntryPoint() {
    assertThat(ENGINE.check(price("return [];"))).isEqualTo(ScriptKind.CUMULATIVE);
    assertThat(ENGINE.check("export function rate() { return []; }"))
        .isEqualTo(ScriptKind.PER_EVENT);
  }

  @Test
  void error_inTheThirdLine_namesLineAndColumnOfTheAuthorsText() {
    ScriptOutcome outcome =
        run(ENGINE, price("const f = x => x.y.z; for (const a of [1]) { a; }\n  return f({});"));
    assertThat(outcome).isInstanceOf(Failed.class);
    Failed failed = (Failed) outcome;
    assertThat(failed.reason()).isEqualTo("script_error");
    assertThat(failed.detail()).startsWith("line 2, column 16: TypeError");
  }

  @Test
  void error_insideDecimal_namesTheAuthorsLine() {
    Failed failed = (Failed) run(ENGINE, price("const a = 1;\nreturn Decimal.from(0.1);"));
    assertThat(failed.detail()).startsWith("line 3, column 8: TypeError").contains("Decimal.from");
  }

  @Test
  void batch_withOneBadInput_failsThatOneAlone() {
    List<ScriptOutcome> outcomes =
        ENGINE.evaluate(
            version(
                price(
                    "if (usage.quantity.eq(2)) throw new Error('two');\n"
                        + "return [{label: 'x', amount: usage.quantity}];")),
            List.of(usage("1"), usage("2"), usage("3")));
    assertThat(outcomes.get(0)).isInstanceOf(Priced.class);
    assertThat(outcomes.get(1))
        .isEqualTo(new Failed("script_error", "line 2, column 33: Error: two"));
    assertThat(((Priced) outcomes.get(2)).amount()).isEqualTo(new BigDecimal("3"));
  }

  @Test
  void batch_afterATimeout_doesNotTryTheRest() {
    List<ScriptOutcome> outcomes =
        ENGINE.evaluate(
            version(price("while (usage.quantity.eq(2)) {}\nreturn [];")),
            List.of(usage("1"), usage("2"), usage("3")));
    assertThat(outcomes.get(0)).isInstanceOf(Priced.class);
    assertThat(((Failed) outcomes.get(1)).reason()).isEqualTo("script_timeout");
    assertThat(outcomes.get(2))
        .isEqualTo(
            new Failed(
                "script_timeout", "not tried: an evaluation before it in the same call timed out"));
  }

  @Test
  void steps_inTwoRealms_areTheSame() {
    String source =
        price(
            "let n = 0; for (let i = 0; i < 100; i++) n += [1, 2, 3].map(x => x * i).length;\n"
                + "return tiers.graduated(usage.quantity, [{up_to: null, unit_amount: '1'}]);");
    Priced first = (Priced) run(ENGINE, source);
    try (GraalScriptEngine other = new GraalScriptEngine(ScriptLimits.defaults())) {
      assertThat(run(other, source)).isEqualTo(first);
    }
    assertThat(first.steps()).isGreaterThan(400);
  }

  @Test
  void steps_ofTheSameInput_doNotDependOnTheirPlaceInABatch() {
    List<ScriptOutcome> outcomes =
        ENGINE.evaluate(
            version(price("return [{label: 'x', amount: usage.quantity}];")),
            List.of(usage("7"), usage("7"), usage("7")));
    assertThat(outcomes.get(0)).isEqualTo(outcomes.get(1)).isEqualTo(outcomes.get(2));
  }

  @Test
  void topLevelState_isFreshForEveryEvaluation() {
    List<ScriptOutcome> outcomes =
        ENGINE.evaluate(
            version(
                "let calls = 0;\nexport function price() { calls++; return [{label: 'n' + calls, amount: '1'}]; }"),
            List.of(usage("1"), usage("1")));
    assertThat(outcomes)
        .allSatisfy(o -> assertThat(((Priced) o).lines().getFirst().label()).isEqualTo("n1"));
  }

  @Test
  void source_overTheLimit_isRefused() {
    assertThatThrownBy(() -> ENGINE.check(" ".repeat(70_000)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isInstanceOf(Problem.InvalidScript.class));
  }

  @Test
  void virtualThread_isRefused() throws InterruptedException {
    List<Throwable> thrown = new java.util.concurrent.CopyOnWriteArrayList<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                ENGINE.evaluate(version(price("return [];")), List.of(usage("1")));
              } catch (IllegalStateException e) {
                thrown.add(e);
              }
            })
        .join();
    assertThat(thrown).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Decimal.from('0.1').plus('0.2')|0.3",
        "new Decimal(7).minus('0.5')|6.5",
        "Decimal.from('1.10').times(3)|3.3",
        "Decimal.from(10).div(3, 4, 'HALF_UP')|3.3333",
        "Decimal.from('2.5').round(0, 'HALF_EVEN')|2",
        "Decimal.from('2.5').round(0, 'HALF_UP')|3",
        "Decimal.from('-2.5').round(0, 'DOWN')|-2",
        "Decimal.from('-2.5').floor()|-3",
        "Decimal.from('2.1').ceil()|3",
        "Decimal.from('2.1').neg().abs()|2.1",
        "Decimal.min('1', '2').plus(Decimal.max('1', '2'))|3",
        "Decimal.from(1).add(2).multiply(4).subtract(2).divide(5, 0, 'UP')|2",
        "Decimal.sum(['0.1', '0.2', 3])|3.3",
        "Decimal.from('1e3')|1000",
        "`${Decimal.from('1.50')}`|1.5",
        "Decimal.from('1.5').toFixed(3, 'HALF_UP')|1.5",
        "packages('1500', 1000, 'up')|2",
        "packages('1500', 1000, 'down')|1",
        "Decimal.from(2).lessThan(10) && Decimal.from(2).lte(2) && Decimal.from(3).gte(2) && '1'|1",
      })
  void decimal_computes(String expression, String expected) {
    ScriptOutcome outcome =
        run(ENGINE, price("return [{label: 'x', amount: " + expression + "}];"));
    assertThat(outcome).isInstanceOf(Priced.class);
    assertThat(((Priced) outcome).amount()).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Decimal.from('1') + Decimal.from('2')|operators do not work on Decimal",
        "Decimal.from('2') > Decimal.from('10')|operators do not work on Decimal",
        "Decimal.from(1).div(3)|state the scale",
        "Decimal.from(1).div(3, 2)|state the rounding",
        "Decimal.from(1).div(3, 2, 'NEAREST')|state the rounding",
        "Decimal.from(1).div(0, 2, 'UP')|division by zero",
        "Decimal.from('12x')|not a decimal",
        "Decimal.from('1e400')|not a decimal",
        "Decimal.from(NaN)|fractional number",
        "Decimal.from(undefined)|built from a string",
        "Decimal.from({})|built from a string",
        "Decimal('1')|new",
      })
  void decimal_refuses(String expression, String detail) {
    ScriptOutcome outcome =
        run(ENGINE, price("return [{label: 'x', amount: " + expression + "}];"));
    assertThat(outcome).isInstanceOf(Failed.class);
    Failed failed = (Failed) outcome;
    assertThat(failed.reason()).isEqualTo("script_error");
    assertThat(failed.detail()).contains(detail).startsWith("line 2, column ");
  }
}
