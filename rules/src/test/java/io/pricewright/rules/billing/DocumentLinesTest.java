package io.pricewright.rules.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.billing.DocumentLines.Line;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.ItemSpan;
import io.pricewright.rules.subscription.ServicePeriod;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DocumentLinesTest {
  private static final Currency USD = new Currency("usd");
  private static final BillingClock MONTHS =
      new BillingClock(
          BillingPeriod.MONTHLY, 1, Instant.parse("2026-04-01T00:00:00Z"), ZoneOffset.UTC);

  private static Instant day(String date) {
    return Instant.parse("2026-" + date + "T00:00:00Z");
  }

  /** What was asked, kept as documents would. */
  private static final class Books implements DocumentLines.Before {
    private final Map<DueKey, Asked> asked = new HashMap<>();
    private final Map<LineItemNo, List<Instant>> touched = new HashMap<>();

    @Override
    public Asked asked(DueKey key) {
      return asked.getOrDefault(key, Asked.NOTHING);
    }

    @Override
    public Collection<Instant> touched(BilledItem item) {
      return touched.getOrDefault(item.no(), List.of());
    }

    List<Line> document(List<BilledItem> items, @Nullable Instant closedThrough, Instant boundary) {
      List<Line> lines = DocumentLines.of(items, closedThrough, boundary, USD, this);
      lines.forEach(line -> asked.merge(line.key(), line.asks(), Asked::plus));
      touched.clear();
      return lines;
    }
  }

  private static BilledItem fixed(
      long no, Instant start, @Nullable Instant end, FixedCadence cadence, String price) {
    return fixed(no, new ItemSpan(MONTHS, start, end, null), cadence, price);
  }

  private static BilledItem fixed(long no, ItemSpan span, FixedCadence cadence, String price) {
    Instant trialEnd = span.trialEnd();
    Instant from = trialEnd == null ? span.start() : trialEnd;
    FixedItem facts =
        new FixedItem(
            MONTHS,
            from,
            span.end(),
            List.of(new QuantitySpan.Change(from, BigDecimal.ONE)),
            List.of(),
            ProrationUnit.TIME);
    return new BilledItem.Fixed(
        new LineItemNo(no),
        span,
        facts,
        cadence,
        (period, quantity) -> new BigDecimal(price).multiply(quantity));
  }

  private static BilledItem usage(
      long no, Instant start, @Nullable Commitment commitment, Map<Instant, BigDecimal> booked) {
    return new BilledItem.Usage(
        new LineItemNo(no), new ItemSpan(MONTHS, start, null, null), booked, commitment);
  }

  private static List<String> told(List<Line> lines) {
    return lines.stream()
        .map(
            line ->
                "%d %s %s %s"
                    .formatted(
                        line.key().lineItemNo().value(),
                        line.key().period().toString().substring(5, 10),
                        line.key().kind().code(),
                        line.asks().net().toPlainString()))
        .toList();
  }

  /**
   * April in advance: 100. Change to 160 on the 11th: 100 x 10/30 is due of the first, so -66.67,
   * and 160 x 20/30 = 106.67 of the second. To 250 on the 21st: 160 x 10/30 = 53.33, so -53.34, and
   * 250 x 10/30 = 83.33. May asks 250.
   */
  @Test
  void changesInOneMonth_areDifferences() {
    Books books = new Books();
    assertThat(
            told(
                books.document(
                    List.of(fixed(1, day("04-01"), null, FixedCadence.ADVANCE, "100")),
                    null,
                    day("04-01"))))
        .containsExactly("1 04-01 fixed 100");
    List<BilledItem> items =
        new ArrayList<>(
            List.of(
                fixed(1, day("04-01"), day("04-11"), FixedCadence.ADVANCE, "100"),
                fixed(2, day("04-11"), null, FixedCadence.ADVANCE, "160")));
    books.touched.put(new LineItemNo(1), List.of(day("04-01")));
    assertThat(told(books.document(items, day("04-01"), day("04-11"))))
        .containsExactly("1 04-01 fixed -66.67", "2 04-01 fixed 106.67");
    items.set(1, fixed(2, day("04-11"), day("04-21"), FixedCadence.ADVANCE, "160"));
    items.add(fixed(3, day("04-21"), null, FixedCadence.ADVANCE, "250"));
    books.touched.put(new LineItemNo(2), List.of(day("04-01")));
    assertThat(told(books.document(items, day("04-11"), day("04-21"))))
        .containsExactly("2 04-01 fixed -53.34", "3 04-01 fixed 83.33");
    assertThat(told(books.document(items, day("04-21"), day("05-01"))))
        .containsExactly("3 05-01 fixed 250");
  }

  /** 99 in advance, usage of April 12.345 asked when it is over, 10 once, and a fee of 5 behind. */
  @Test
  void cadences_sayWhen() {
    Books books = new Books();
    List<BilledItem> items =
        List.of(
            fixed(1, day("04-01"), null, FixedCadence.ADVANCE, "99"),
            usage(2, day("04-01"), null, Map.of(day("04-01"), new BigDecimal("12.345"))),
            fixed(3, day("04-01"), null, FixedCadence.ONETIME, "10"),
            fixed(4, day("04-01"), null, FixedCadence.ARREAR, "5"));
    assertThat(told(books.document(items, null, day("04-01"))))
        .containsExactly("1 04-01 fixed 99", "3 04-01 fixed 10");
    assertThat(told(books.document(items, day("04-01"), day("05-01"))))
        .containsExactly("2 04-01 usage 12.35", "4 04-01 fixed 5", "1 05-01 fixed 99");
    assertThat(told(books.document(items, day("05-01"), day("05-01")))).isEmpty();
  }

  /** Minimum 50: 30 booked are 30 and 20; 10 more come late: 10 and -10. */
  @Test
  void lateUsage_movesTheTrueUp() {
    Books books = new Books();
    Commitment minimum = Commitment.minimum(new BigDecimal("50"));
    Instant april = day("04-01");
    List<BilledItem> first = List.of(usage(1, april, minimum, Map.of(april, new BigDecimal("30"))));
    assertThat(told(books.document(first, april, day("05-01"))))
        .containsExactly("1 04-01 usage 30", "1 04-01 true_up 20");
    List<BilledItem> late = List.of(usage(1, april, minimum, Map.of(april, new BigDecimal("40"))));
    books.touched.put(new LineItemNo(1), List.of(april));
    assertThat(told(books.document(late, day("05-01"), day("06-01"))))
        .containsExactly("1 04-01 usage 10", "1 04-01 true_up -10", "1 05-01 true_up 50");
  }

  /** Nothing is asked of a trial; what is left of the month is 30 x 6/30 = 6, then 30. */
  @Test
  void trial_isFree() {
    Books books = new Books();
    ItemSpan span = new ItemSpan(MONTHS, day("04-11"), null, day("04-25"));
    List<BilledItem> items =
        List.of(
            fixed(1, span, FixedCadence.ADVANCE, "30"), fixed(2, span, FixedCadence.ONETIME, "7"));
    assertThat(told(books.document(items, null, day("04-11")))).isEmpty();
    assertThat(told(books.document(items, day("04-11"), day("04-25"))))
        .containsExactly("1 04-25 fixed 6", "2 04-25 fixed 7");
    assertThat(told(books.document(items, day("04-25"), day("05-01"))))
        .containsExactly("1 05-01 fixed 30");
  }

  static LongStream seeds() {
    return LongStream.concat(LongStream.range(0, 60), LongStream.of(System.nanoTime()));
  }

  /**
   * Random items and usage, closed at every boundary or only at some: once all is asked, what was
   * asked of each key is what is due of it, rounded once, however many documents that took.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void closedAtAnyBoundaries_allIsAskedOnce(long seed) {
    Random random = new Random(seed);
    Instant start = day("04-01").plusSeconds(random.nextInt(5_000_000));
    Instant last = start.plusSeconds(20_000_000);
    List<BilledItem> items = new ArrayList<>();
    Map<Instant, BigDecimal> booked = new HashMap<>();
    for (ServicePeriod period : new ItemSpan(MONTHS, start, last, null).between(start, last)) {
      booked.put(period.key(), BigDecimal.valueOf(random.nextInt(100_000_000), 6));
    }
    items.add(fixed(1, start, last, FixedCadence.ADVANCE, "99.99"));
    items.add(fixed(2, start, last, FixedCadence.ARREAR, "10.01"));
    items.add(
        new BilledItem.Usage(
            new LineItemNo(3),
            new ItemSpan(MONTHS, start, last, null),
            booked,
            random.nextBoolean()
                ? null
                : new Commitment(BigDecimal.TEN, new BigDecimal("1.5"), true)));
    TreeSet<Instant> boundaries = new TreeSet<>(List.of(start, last));
    for (BilledItem item : items) {
      item.span().between(start, last).forEach(one -> boundaries.add(one.served().to()));
    }
    Books books = new Books();
    Instant closed = null;
    for (Instant boundary : boundaries) {
      if (random.nextBoolean() || boundary.equals(last)) {
        books.document(items, closed, boundary);
        closed = boundary;
      }
    }
    for (BilledItem item : items) {
      for (ServicePeriod period : item.span().between(start, last)) {
        item.due(period)
            .forEach(
                (kind, due) ->
                    assertThat(books.asked(new DueKey(item.no(), period.key(), kind)).net())
                        .as("seed %d, item %s, %s, %s", seed, item.no(), period.key(), kind)
                        .isEqualByComparingTo(due.setScale(2, RoundingMode.HALF_UP)));
      }
    }
    assertThat(books.document(items, closed, last)).as("seed %d", seed).isEmpty();
  }
}
