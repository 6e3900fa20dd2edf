package io.pricewright.gateway.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked in advance becomes revenue month by month, each amount for its own instant. */
final class EarnDeferredIT {
  private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

  private final Scene scene = TestNode.shared().invoiced();

  private String subscribe(String customer, String plan, String period, String start, String zone) {
    scene.customer(customer);
    return scene.made(
        "/v1/subscriptions",
        Json.Obj.EMPTY
            .with("external_customer_id", Json.of(customer))
            .with("plan_id", Json.of(plan))
            .with("currency", Json.of("usd"))
            .with("billing_period", Json.of(period))
            .with("start_date", Json.of(start))
            .with("timezone", Json.of(zone))
            .text());
  }

  private static Instant month(int n) {
    return ZonedDateTime.now(ZoneOffset.UTC)
        .withDayOfMonth(1)
        .truncatedTo(ChronoUnit.DAYS)
        .plusMonths(1 + n)
        .toInstant();
  }

  private Instant now() {
    return Instant.parse(scene.get("/v1/clock").text("now"));
  }

  private void until(Instant time) {
    Instant now = now();
    Instant to = time.isAfter(now) ? time : now.plusSeconds(1);
    scene.until(to);
  }

  /** What was told of a customer's revenue from what is deferred, as {@code instant amount}. */
  private List<String> told(String customer, Instant until) {
    return scene
        .rows()
        .texts(
            """
            select to_char(p.booked_for at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI') || ' '
              || trim_scale(case when p.debit = 'deferred' then p.amount else -p.amount end)
            from postings p join customers c using (tenant, environment, customer_no)
            where c.external_id = '%s' and 'revenue' in (p.debit, p.credit)
              and 'deferred' in (p.debit, p.credit) and p.booked_for <= '%s'
            order by p.booked_for, p.id\
            """
                .formatted(customer, until));
  }

  /**
   * 1,200 for 2026, asked on 1 January: 1,200 x 31/365 = 101.917808219178 for January, 1,200 x
   * 59/365 less that = 92.054794520548 for February, and so on; all twelve are 1,200. In Berlin 100
   * from 16 March to 16 April: 383 of 743 h are March's (the hour of the 29th is not there),
   * 51.547779273217, and the rest at its end.
   */
  @Test
  void fees_areEarnedAtTheEndsOfMonths() {
    String year = scene.plan("year");
    scene.fee(year, "1200", "ANNUAL", "ADVANCE");
    String month = scene.plan("month");
    scene.fee(month, "100", "MONTHLY", "ADVANCE");
    subscribe("ann", year, "ANNUAL", "2026-01-01T00:00:00Z", "UTC");
    subscribe("bea", month, "MONTHLY", "2026-03-15T23:00:00Z", "Europe/Berlin");
    until(NEW_YEAR);
    List<String> ann = told("ann", NEW_YEAR);
    assertThat(ann).hasSize(12);
    assertThat(ann.subList(0, 3))
        .containsExactly(
            "2026-02-01T00:00 101.917808219178",
            "2026-03-01T00:00 92.054794520548",
            "2026-04-01T00:00 101.917808219178");
    assertThat(ann.getLast()).isEqualTo("2027-01-01T00:00 101.917808219178");
    assertThat(told("bea", Instant.parse("2026-05-01T00:00:00Z")))
        .startsWith("2026-03-31T22:00 51.547779273217", "2026-04-15T22:00 48.452220726783");
    assertThat(scene.unexplained()).isEmpty();
    scene.isClean();
  }

  /** A fee of 31 for a month, ended in it: nothing is given back, and all is earned at the end. */
  @Test
  void cancelled_isEarnedAtItsEnd() {
    String plan = scene.plan();
    scene.fee(plan, "31", "MONTHLY", "ADVANCE");
    scene.price(plan, scene.meter("call", "SUM", "n"), Terms.flat("1"));
    Instant start = month(0);
    String subscription = subscribe("ann", plan, "MONTHLY", start.toString(), "UTC");
    until(start.plus(Duration.ofDays(10)));
    scene.send(Event.of("a", "call", "ann").at(start.plusSeconds(5)).n("2"));
    scene.settle();
    assertThat(told("ann", start.plus(Duration.ofDays(40)))).isEmpty();
    Instant end =
        Instant.parse(
            scene
                .post(
                    "/v1/subscriptions/" + subscription + "/cancel",
                    "{\"cancellation_type\":\"immediate\"}")
                .is(200)
                .text("effective_date"));
    until(start.plus(Duration.ofDays(11)));
    assertThat(told("ann", start.plus(Duration.ofDays(40))))
        .containsExactly(end.toString().substring(0, 16) + " 31");
    assertThat(scene.number("select count(*) from deferrals where next_at is not null")).isZero();
    assertThat(scene.unexplained()).isEmpty();
    scene.isClean();
  }

  /**
   * 31 for a month that is over are earned; the month after is deferred. The first is voided: its
   * 31 are taken back from revenue, as nobody asks them. Asked anew they are earned at once, as
   * their month is over.
   */
  @Test
  void voided_isTakenBack_andEarnedAnew() {
    String plan = scene.plan();
    scene.fee(plan, "31", "MONTHLY", "ADVANCE");
    subscribe("ann", plan, "MONTHLY", month(0).toString(), "UTC");
    until(month(1).plus(Duration.ofDays(1)));
    String first = scene.get("/v1/invoices").is(200).list("items").getLast().string("id");
    assertThat(balances())
        .containsExactlyInAnyOrder("receivable 62", "deferred -31", "revenue -31");
    scene.done("POST", "/v1/invoices/" + first + "/void", "");
    until(now().plusSeconds(2));
    assertThat(balances()).containsExactlyInAnyOrder("receivable 31", "deferred -31");
    assertThat(scene.unexplained()).isEmpty();
    scene.isClean();
    scene.done("POST", "/v1/invoices/" + first + "/recalculate", "");
    until(now().plusSeconds(2));
    assertThat(balances())
        .containsExactlyInAnyOrder("receivable 62", "deferred -31", "revenue -31");
    assertThat(scene.unexplained()).isEmpty();
    scene.isClean();
  }

  /** What accounts hold. */
  private List<String> balances() {
    return scene
        .rows()
        .texts("select account || ' ' || round(amount) from balances where round(amount) <> 0");
  }
}
