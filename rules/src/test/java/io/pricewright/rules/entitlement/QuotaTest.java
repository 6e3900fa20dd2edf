package io.pricewright.rules.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class QuotaTest {
  private static Quota quota(@Nullable Long limit, int used, int reserved, boolean soft) {
    return new Quota(
        true, true, soft, limit, BigDecimal.valueOf(used), BigDecimal.valueOf(reserved), null);
  }

  private static Quota.Verdict judge(String quantity, Quota... levels) {
    return Quota.judge(List.of(levels), new BigDecimal(quantity));
  }

  @Test
  void judge_upToTheLimit_allows() {
    assertThat(judge("3", quota(10L, 5, 2, false)).reason()).isEqualTo(Quota.Reason.ALLOWED);
    assertThat(judge("3.000000000001", quota(10L, 5, 2, false)).reason())
        .isEqualTo(Quota.Reason.LIMIT_EXCEEDED);
    assertThat(judge("4", quota(10L, 5, 2, true)).reason())
        .isEqualTo(Quota.Reason.SOFT_LIMIT_EXCEEDED);
    assertThat(judge("4", quota(null, 5, 2, false)).reason()).isEqualTo(Quota.Reason.ALLOWED);
    assertThat(quota(10L, 12, 0, false).left()).isEqualByComparingTo("0");
  }

  @Test
  void judge_severalLevels_theHardOneThatIsFullDenies() {
    assertThat(judge("1", quota(10L, 0, 0, false), quota(5L, 5, 0, false)))
        .isEqualTo(new Quota.Verdict(Quota.Reason.LIMIT_EXCEEDED, 1));
    assertThat(judge("1", quota(1L, 5, 0, true), quota(5L, 5, 0, false)))
        .isEqualTo(new Quota.Verdict(Quota.Reason.LIMIT_EXCEEDED, 1));
    assertThat(judge("1", quota(10L, 0, 0, false), quota(5L, 1, 0, false)))
        .isEqualTo(new Quota.Verdict(Quota.Reason.ALLOWED, 1));
    assertThat(judge("1")).isEqualTo(new Quota.Verdict(Quota.Reason.NOT_ENTITLED, -1));
  }
}
