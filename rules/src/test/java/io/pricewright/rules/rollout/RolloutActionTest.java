package io.pricewright.rules.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RolloutActionTest {
  @Test
  void action_leadsWhereItSays() {
    assertThat(RolloutAction.SHADOW.from(RolloutState.DRAFT)).isEqualTo(RolloutState.SHADOW);
    assertThat(RolloutAction.START.from(RolloutState.STOPPED)).isEqualTo(RolloutState.ROLLING_OUT);
    assertThat(RolloutAction.COMPLETED.from(RolloutState.ROLLING_OUT))
        .isEqualTo(RolloutState.ACTIVE);
    assertThat(RolloutAction.GUARD_RAIL.from(RolloutState.SHADOW)).isEqualTo(RolloutState.STOPPED);
    assertThat(RolloutAction.ROLLBACK.from(RolloutState.ROLLED_BACK))
        .isEqualTo(RolloutState.ROLLED_BACK);
  }

  @Test
  void action_thatCannotBeDone_saysSo() {
    assertThatThrownBy(() -> RolloutAction.START.from(RolloutState.RETIRED))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("A rollout that is retired cannot start.");
    assertThatThrownBy(() -> RolloutAction.ROLLBACK.from(RolloutState.SHADOW))
        .hasMessageContaining("A rollout that is shadow cannot be rolled back.");
  }

  @ParameterizedTest
  @EnumSource(RolloutState.class)
  void widening_goesOn_unlessItIsOver(RolloutState now) {
    switch (now) {
      case RETIRED, ROLLED_BACK ->
          assertThatThrownBy(() -> RolloutAction.WIDEN.from(now))
              .hasMessageContaining("cannot be widened");
      case ACTIVE -> assertThat(RolloutAction.WIDEN.from(now)).isEqualTo(RolloutState.ROLLING_OUT);
      default -> assertThat(RolloutAction.WIDEN.from(now)).isEqualTo(now);
    }
  }
}
