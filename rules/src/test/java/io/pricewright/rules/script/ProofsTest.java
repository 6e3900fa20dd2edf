package io.pricewright.rules.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.script.Proofs.Standing;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ProofsTest {
  private static final ScriptOutcome PRICE = new ScriptOutcome.Priced(BigDecimal.ONE, List.of(), 1);
  private static final ScriptOutcome STOP = ScriptOutcome.Failed.stopped("too slow");
  private static final ScriptOutcome NOT_TRIED =
      new ScriptOutcome.Failed("script_timeout", "not tried");

  private final Proofs proofs = new Proofs(2, Set.of("shipped"));

  private void price(String source, int times) {
    proofs.note(source, Collections.nCopies(times, PRICE));
  }

  @Test
  void script_thatGaveManyPrices_isProven_andFailuresOfItsOwnDoNotCount() {
    assertThat(proofs.of("a")).isEqualTo(Standing.NEW);
    price("a", Proofs.PRICES - 1);
    proofs.note("a", List.of(new ScriptOutcome.Failed("script_error", "why")));
    proofs.note("a", List.of());
    assertThat(proofs.of("a")).isEqualTo(Standing.NEW);
    price("a", 1);
    assertThat(proofs.of("a")).isEqualTo(Standing.PROVEN);
  }

  @Test
  void script_thatWasStopped_beginsAnew() {
    price("a", 2 * Proofs.PRICES);
    proofs.note("a", List.of(PRICE, STOP, NOT_TRIED));
    assertThat(proofs.of("a")).isEqualTo(Standing.STOPPED);
    proofs.note("a", List.of(NOT_TRIED));
    assertThat(proofs.of("a")).isEqualTo(Standing.STOPPED);
    price("a", Proofs.PRICES - 1);
    assertThat(proofs.of("a")).isEqualTo(Standing.NEW);
    price("a", 1);
    assertThat(proofs.of("a")).isEqualTo(Standing.PROVEN);
  }

  @Test
  void trusted_isProvenUntilItIsStopped() {
    assertThat(proofs.of("shipped")).isEqualTo(Standing.PROVEN);
    price("shipped", 1);
    assertThat(proofs.of("shipped")).isEqualTo(Standing.PROVEN);
    proofs.note("shipped", List.of(STOP));
    price("shipped", 1);
    assertThat(proofs.of("shipped")).isEqualTo(Standing.NEW);
  }

  @Test
  void beyondTheLimit_theOneLongestUnusedIsNewAgain() {
    price("a", Proofs.PRICES);
    price("b", Proofs.PRICES);
    assertThat(proofs.of("a")).isEqualTo(Standing.PROVEN);
    price("c", Proofs.PRICES);
    assertThat(proofs.of("b")).isEqualTo(Standing.NEW);
    assertThat(proofs.of("a")).isEqualTo(Standing.PROVEN);
    assertThat(proofs.of("c")).isEqualTo(Standing.PROVEN);
  }
}
