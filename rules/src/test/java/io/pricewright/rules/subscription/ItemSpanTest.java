package io.pricewright.rules.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.problem.ProblemException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ItemSpanTest {
  private static final List<BillingPeriod> LENGTHS = List.of(BillingPeriod.values());
  private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
  private static final BillingClock MONTHS =
      new BillingClock(BillingPeriod.MONTHLY, 1, APRIL, ZoneOffset.UTC);

  private static Instant day(String date) {
    return Instant.parse(date + "T00:00:00Z");
  }

  private static List<String> told(
      Instant start, @Nullable Instant end, @Nullable Instant trialEnd) {
    return new ItemSpan(MONTHS, start, end, trialEnd)
        .between(day("2026-01-01"), day("2026-07-01")).stream()
            .map(
                one ->
                    "%s..%s %s%s"
                        .formatted(
                            one.served().from().toString().substring(5, 10),
                            one.served().to().toString().substring(5, 10),
                            one.key().toString().substring(5, 10),
                            one.trial() ? " trial" : ""))
            .toList();
  }

  @Test
  void periods_areCutByStartAndEnd_andKeepTheirNames() {
    assertThat(told(day("2026-04-11"), day("2026-06-10"), null))
        .containsExactly("04-11..05-01 04-01", "05-01..06-01 05-01", "06-01..06-10 06-01");
  }

  @Test
  void trial_isAPeriodOfItsOwn_andWhatIsLeftBeginsAnew() {
    assertThat(told(day("2026-04-11"), day("2026-06-10"), day("2026-04-25")))
        .containsExactly(
            "04-11..04-25 04-11 trial",
            "04-25..05-01 04-25",
            "05-01..06-01 05-01",
            "06-01..06-10 06-01");
    // However many boundaries of the clock lie in it.
    assertThat(told(day("2026-04-01"), day("2026-06-10"), day("2026-06-01")))
        .containsExactly("04-01..06-01 04-01 trial", "06-01..06-10 06-01");
    assertThat(told(day("2026-04-11"), day("2026-04-20"), day("2026-04-25")))
        .containsExactly("04-11..04-20 04-11 trial");
  }

  @Test
  void beyondTheBound_isRefused() {
    BillingClock days = new BillingClock(BillingPeriod.DAILY, 1, APRIL, ZoneOffset.UTC);
    ItemSpan item = new ItemSpan(days, APRIL, null, null);
    assertThat(item.between(APRIL, APRIL.plusSeconds(ItemSpan.MOST * 86_400L)))
        .hasSize(ItemSpan.MOST);
    assertThatThrownBy(() -> item.between(APRIL, APRIL.plusSeconds(ItemSpan.MOST * 86_400L + 1)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("more than %d periods".formatted(ItemSpan.MOST));
  }

  static LongStream seeds() {
    return LongStream.concat(LongStream.range(0, 100), LongStream.of(System.nanoTime()));
  }

  /** Service periods lie end to end from start to end, and no two have one name. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void periods_lieEndToEnd(long seed) {
    Random random = new Random(seed);
    BillingPeriod length = LENGTHS.get(random.nextInt(LENGTHS.size()));
    BillingClock clock =
        new BillingClock(length, 1, APRIL.plusSeconds(random.nextInt(40_000_000)), ZoneOffset.UTC);
    Instant start = APRIL.plusSeconds(random.nextInt(40_000_000));
    Instant end = start.plusSeconds(1 + random.nextInt(60_000_000));
    Instant trialEnd =
        random.nextBoolean() ? null : start.plusSeconds(1 + random.nextInt(60_000_000));
    ItemSpan item = new ItemSpan(clock, start, end, trialEnd);
    List<ServicePeriod> periods = item.between(Instant.EPOCH, end.plusSeconds(1));
    Instant next = start;
    for (ServicePeriod period : periods) {
      assertThat(period.served().from()).as("seed %d", seed).isEqualTo(next);
      assertThat(item.boundaryAfter(next)).hasValue(period.served().to());
      next = period.served().to();
    }
    assertThat(next).as("seed %d", seed).isEqualTo(end);
    assertThat(periods.stream().map(ServicePeriod::key).distinct())
        .as("seed %d", seed)
        .hasSameSizeAs(periods);
    assertThat(item.at(end)).isEmpty();
    assertThat(item.boundaryAfter(start.minusSeconds(1))).hasValue(start);
  }
}
