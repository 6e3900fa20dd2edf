package io.pricewright.rules.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How line items cut time. */
final class BillingClockTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The 31st comes back after a short month.
        "MONTHLY|1|UTC|2026-01-31T00:00Z|2026-02-28T00:00Z 2026-03-31T00:00Z 2026-04-30T00:00Z",
        "ANNUAL|1|UTC|2024-02-29T00:00Z|2025-02-28T00:00Z 2026-02-28T00:00Z 2027-02-28T00:00Z"
            + " 2028-02-29T00:00Z",
        "MONTHLY|3|UTC|2025-11-30T00:00Z|2026-02-28T00:00Z 2026-05-30T00:00Z",
        // 02:30 on 29 March is not there in Berlin: it moves on by the hour, and only that once.
        "MONTHLY|1|Europe/Berlin|2026-01-29T02:30+01:00|2026-02-28T02:30+01:00"
            + " 2026-03-29T03:30+02:00 2026-04-29T02:30+02:00",
        // 02:30 on 25 October comes twice: the anchor's own offset, where it is one of the two.
        "MONTHLY|1|Europe/Berlin|2026-09-25T02:30+02:00|2026-10-25T02:30+02:00"
            + " 2026-11-25T02:30+01:00",
        "MONTHLY|1|Europe/Berlin|2026-01-25T02:30+01:00|2026-02-25T02:30+01:00"
            + " 2026-03-25T02:30+01:00",
        "DAILY|1|Europe/Berlin|2026-03-28T00:00+01:00|2026-03-29T00:00+01:00"
            + " 2026-03-30T00:00+02:00",
        // Half an hour of summer time, and a zone of 5:45.
        "MONTHLY|1|Australia/Lord_Howe|2026-09-04T02:15+10:30|2026-10-04T02:45+11:00"
            + " 2026-11-04T02:15+11:00",
        "WEEKLY|2|Asia/Kathmandu|2026-01-01T00:00+05:45|2026-01-15T00:00+05:45"
            + " 2026-01-29T00:00+05:45",
        // Apia left out 30 December 2011: the 29th lasts until the 31st begins.
        "DAILY|1|Pacific/Apia|2011-12-28T00:00-10:00|2011-12-29T00:00-10:00 2011-12-31T00:00+14:00"
      })
  void boundaries_areCountedFromTheAnchor(
      BillingPeriod period, int count, String zone, String anchor, String next) {
    BillingClock clock =
        new BillingClock(period, count, ZonedDateTime.parse(anchor).toInstant(), ZoneId.of(zone));
    List<Instant> boundaries = new ArrayList<>();
    Instant at = clock.anchor();
    List<String> expected = List.of(next.split(" ", -1));
    for (int i = 0; i < expected.size(); i++) {
      Interval cut = clock.periodOf(at);
      assertThat(cut.from()).isEqualTo(at);
      assertThat(clock.periodOf(cut.to().minusNanos(1000))).isEqualTo(cut);
      at = cut.to();
      boundaries.add(at);
    }
    assertThat(boundaries)
        .containsExactlyElementsOf(
            expected.stream().map(one -> ZonedDateTime.parse(one).toInstant()).toList());
    // Backwards too: each period ends where the next begins.
    Interval before = clock.periodOf(clock.anchor().minusNanos(1000));
    assertThat(before.to()).isEqualTo(clock.anchor());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MONTHLY 1|MONTHLY 1,ANNUAL 1|MONTHLY 1",
        "ANNUAL 1|MONTHLY 1,QUARTERLY 1|QUARTERLY 1",
        "ANNUAL 1|MONTHLY 5,MONTHLY 4|MONTHLY 4",
        "QUARTERLY 1|MONTHLY 3,MONTHLY 1|MONTHLY 3",
        "WEEKLY 2|DAILY 7,MONTHLY 1|DAILY 7",
        "WEEKLY 1|MONTHLY 1,ANNUAL 1|",
        "MONTHLY 1|WEEKLY 4,DAILY 30|",
        "MONTHLY 2|MONTHLY 4|"
      })
  void among_takesItsOwn_orTheLongestThatDivides(String own, String offered, String taken) {
    assertThat(
            term(own)
                .among(
                    java.util.Arrays.stream(offered.split(",", -1))
                        .map(BillingClockTest::term)
                        .toList()))
        .isEqualTo(Optional.ofNullable(taken).map(BillingClockTest::term));
  }

  private static Term term(String text) {
    String[] parts = text.split(" ", -1);
    return new Term(BillingPeriod.valueOf(parts[0]), Integer.parseInt(parts[1]));
  }

  @Test
  void ofItem_ofACalendarSubscription_sharesItsBoundariesOrHasTheCalendars() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Instant start = Instant.parse("2026-03-18T12:00:00Z"); // a Wednesday
    BillingClock year =
        new BillingClock(
            BillingPeriod.ANNUAL,
            1,
            CalendarAnchor.after(start, BillingPeriod.ANNUAL, berlin),
            berlin);
    // A month divides the year, and its boundaries are the firsts of months.
    assertThat(year.ofItem(Term.MONTH, BillingCycle.CALENDAR, start).periodOf(start))
        .isEqualTo(
            new Interval(
                Instant.parse("2026-02-28T23:00:00Z"), Instant.parse("2026-03-31T22:00:00Z")));
    // A week does not: it begins on Mondays, the next one on 23 March.
    assertThat(
            year.ofItem(new Term(BillingPeriod.WEEKLY, 1), BillingCycle.CALENDAR, start).anchor())
        .isEqualTo(Instant.parse("2026-03-22T23:00:00Z"));
    assertThat(
            year.ofItem(new Term(BillingPeriod.WEEKLY, 1), BillingCycle.ANNIVERSARY, start)
                .anchor())
        .isEqualTo(year.anchor());
  }
}
