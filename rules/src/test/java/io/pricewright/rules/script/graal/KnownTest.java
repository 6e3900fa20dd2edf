package io.pricewright.rules.script.graal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.graalvm.polyglot.Source;
import org.junit.jupiter.api.Test;

final class KnownTest {
  private static final ScriptOutcome PRICE = new ScriptOutcome.Priced(BigDecimal.ONE, List.of(), 1);

  private final Known known =
      new Known(
          new CompiledScript("key", ScriptKind.CUMULATIVE, "", Source.create("js", ""), List.of()));

  private void price(int times) {
    known.note(Collections.nCopies(times, PRICE));
  }

  @Test
  void version_thatGaveManyPrices_isProven() {
    price(Known.PROOF - 1);
    known.note(List.of(new ScriptOutcome.Failed("script_error", "why")));
    assertThat(known.isProven()).isFalse();
    price(1);
    assertThat(known.isProven()).isTrue();
  }

  @Test
  void version_thatWasStopped_beginsAnew() {
    price(2 * Known.PROOF);
    known.note(List.of(PRICE, ScriptOutcome.Failed.stopped("too slow"), notTried()));
    assertThat(known.isProven()).isFalse();
    price(Known.PROOF - 1);
    assertThat(known.isProven()).isFalse();
  }

  private static ScriptOutcome notTried() {
    return new ScriptOutcome.Failed("script_timeout", "not tried");
  }

  @Test
  void outcomes_areTheSame_beforeAndAfterTheProof() {
    String source =
        Scripts.price(
            "return [{label: 'x', amount: tiers.graduated(usage.quantity, [{up_to: null, unit_amount: '0.1'}])[0].amount}];");
    ScriptVersion version =
        new ScriptVersion("script_1", "x", 1, "", ScriptKind.CUMULATIVE, source);
    try (GraalScriptEngine engine = new GraalScriptEngine(ScriptLimits.defaults())) {
      var inputs = Collections.nCopies(Known.PROOF, Scripts.usage("10"));
      List<ScriptOutcome> first = engine.evaluate(version, inputs);
      assertThat(first.getFirst()).isInstanceOf(ScriptOutcome.Priced.class);
      assertThat(engine.evaluate(version, inputs)).isEqualTo(first);
    }
  }
}
