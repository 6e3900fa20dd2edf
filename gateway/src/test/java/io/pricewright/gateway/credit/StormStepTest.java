package io.pricewright.gateway.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class StormStepTest {
  private static List<StormStep> steps(long seed, int thread) {
    return Stream.generate(StormStep.of(seed, thread)).limit(500).toList();
  }

  @Test
  void steps_ofOneSeed_areTheSameAndOfAnotherAreNot() {
    assertThat(steps(7, 3)).isEqualTo(steps(7, 3)).isNotEqualTo(steps(8, 3));
    assertThat(steps(7, 0)).isNotEqualTo(steps(7, 1));
  }

  @Test
  void steps_ofOneThread_areOfAllKinds() {
    assertThat(steps(7, 0).stream().map(StormStep::kind).distinct())
        .containsExactlyInAnyOrder(StormStep.Kind.values());
  }
}
