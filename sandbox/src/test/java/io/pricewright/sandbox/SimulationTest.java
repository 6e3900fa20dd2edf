package io.pricewright.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventDraft;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptLine;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SimulationTest {
  private static final Currency USD = new Currency("usd");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  // In the middle of January: widened to the whole month.
  private static final Interval ASKED =
      new Interval(Instant.parse("2026-01-10T00:00:00Z"), Instant.parse("2026-01-11T00:00:00Z"));
  private static final String GRADUATED =
      """
      export function price(usage, params) {
        const bound = new Decimal('1000'), over = usage.quantity.minus(bound);
        const high = over.gt(new Decimal('0'));
        return [{label: 'first', amount: (high ? bound : usage.quantity).times(new Decimal(params.a))},
                {label: 'rest', amount: high ? over.times(new Decimal(params.b)) : new Decimal('0')}];
      }
      """;
  private static final String EACH =
      """
      export function rate(event, params) {
        if (event.event_id === params.refuse) throw new Error('no');
        return [{label: 'each', amount: event.quantity.times(new Decimal(params.a))}];
      }
      """;
  private static final String FLAT =
      "export function price(usage, params) { return [{label: 'flat', amount:"
          + " usage.quantity.times(new Decimal(params.a))}]; }";
  private static final SimulationLimits LIMITS = SimulationLimits.defaults();
  private static final String BROKEN = "export function price(usage) { throw new Error('never'); }";
  private static final PriceVersion LIVE =
      version("price_1", "graduated", GRADUATED, "{\"a\":\"0.10\",\"b\":\"0.05\"}");
  private static final PriceVersion CHEAPER =
      version("price_2", "graduated", GRADUATED, "{\"a\":\"0.08\",\"b\":\"0.04\"}");

  private final GraalScriptEngine engine = new GraalScriptEngine(ScriptLimits.defaults());

  @AfterAll
  void stop() {
    engine.close();
  }

  @Test
  void simulation_twoGraduatedPrices_areTheHandWorkedAmounts() {
    Simulation simulation = simulation(AggregationType.SUM, LIVE, LIMITS, CHEAPER);
    assertThat(simulation.span(book(1, null))).contains(january());
    SimulationReport report =
        run(
            simulation,
            book(1, null),
            List.of(used("e1", 1, "800"), used("e2", 20, "500")),
            List.of(used("e3", 31, "300"), used("february", 32, "7777")));
    assertThat(report.customers())
        .containsExactly(new CustomerAmounts(new CustomerNo(1), amounts("130", "104"), 3));
    assertThat(report.total().difference(1)).isEqualByComparingTo("-26");
    assertThat(report.byPrice())
        .containsOnly(Map.entry(new LineageId("price_1"), amounts("130", "104")));
    // 800 on the first day, the bound of 1,000 crossed on the 20th, the rest on the 31st.
    assertThat(report.byDay())
        .containsExactly(
            Map.entry(LocalDate.parse("2026-01-01"), amounts("80", "64")),
            Map.entry(LocalDate.parse("2026-01-20"), amounts("35", "28")),
            Map.entry(LocalDate.parse("2026-01-31"), amounts("15", "12")));
    assertThat(report.cells())
        .containsExactly(
            new CellAmounts(
                new CustomerNo(1),
                new LineItemNo(1),
                new LineItemId("line_1"),
                new LineageId("price_1"),
                START,
                "",
                amounts("130", "104")));
    assertThat(report.events()).isEqualTo(3);
    assertThat(report.covered()).isEqualTo(january());
    assertThat(report.errors()).isEmpty();
    // One evaluation a day with usage: the last day's is the whole cell's.
    assertThat(report.steps().getFirst().evaluations()).isBetween(3L, 4L);
  }

  @Test
  void simulation_winnersAndLosers_areTheMoversWithBothExplanations() {
    PriceVersion flat = version("price_5", "flat", FLAT, "{\"a\":\"0.09\"}");
    Simulation simulation = simulation(AggregationType.SUM, LIVE, LIMITS, flat);
    run(simulation, book(1, null), List.of(used("e1", 1, "100")));
    SimulationReport report = run(simulation, book(2, null), List.of(used("e2", 1, "3000")));
    Comparison found = report.comparisons().getFirst();
    assertThat(found.less()).isEqualTo(1);
    assertThat(found.more()).isEqualTo(1);
    assertThat(found.lost()).isEqualByComparingTo("-1");
    assertThat(found.gained()).isEqualByComparingTo("70");
    assertThat(found.classes()[Comparison.CLASSES.indexOf(-10)]).isEqualTo(1);
    assertThat(found.classes()[Comparison.CLASSES.indexOf(50)]).isEqualTo(1);
    Mover up = found.up().getFirst();
    assertThat(up.customer().customerNo()).isEqualTo(new CustomerNo(2));
    assertThat(up.reasons().getFirst().baseline().getFirst().lines())
        .extracting(ScriptLine::label)
        .containsExactly("first", "rest");
    assertThat(up.reasons().getFirst().candidate().getFirst().lines())
        .extracting(ScriptLine::label)
        .containsExactly("flat");
  }

  @Test
  void simulation_severalCandidates_seeTheSameUsage() {
    PriceVersion each = version("price_3", "each", EACH, "{\"a\":\"0.1\",\"refuse\":\"e2\"}");
    SimulationReport report =
        run(
            simulation(AggregationType.SUM, LIVE, LIMITS, CHEAPER, each),
            book(1, null),
            List.of(used("e1", 1, "800"), used("e2", 20, "500"), used("e3", 31, "300")));
    assertThat(report.total()).isEqualTo(amounts("130", "104", "110"));
    assertThat(report.errors())
        .containsExactly(
            new SimulationError(
                "c2",
                new CustomerNo(1),
                new LineageId("price_1"),
                START,
                new EventId("e2"),
                "script_error",
                1));
    assertThat(report.errorCounts()).containsExactly(0L, 0L, 1L);
  }

  @Test
  void simulation_brokenCandidate_tellsTheCellAndKeepsTheBaseline() {
    PriceVersion broken = version("price_4", "broken", BROKEN, "{}");
    SimulationReport report =
        run(
            simulation(AggregationType.SUM, LIVE, LIMITS, broken),
            book(1, null),
            List.of(used("e1", 1, "1600"), used("e2", 2, "0")));
    assertThat(report.total()).isEqualTo(amounts("130", "0"));
    assertThat(report.errors())
        .containsExactly(
            new SimulationError(
                "c1", new CustomerNo(1), new LineageId("price_1"), START, null, "script_error", 2));
  }

  @Test
  void simulation_parkedEvent_isInNoVariant() {
    SimulationReport report =
        run(
            simulation(AggregationType.SUM, LIVE, LIMITS, CHEAPER),
            book(1, null),
            List.of(
                used("e1", 1, "1600"),
                new PastEvent(
                    new CustomerNo(1), used("e2", 2, "5").event(), Set.of(new LineItemNo(1)))));
    assertThat(report.total()).isEqualTo(amounts("130", "104"));
    assertThat(report.parked()).isEqualTo(1);
    assertThat(report.events()).isEqualTo(1);
  }

  @Test
  void simulation_pinnedLineItem_keepsItsVersion() {
    SimulationReport report =
        run(
            simulation(AggregationType.SUM, LIVE, LIMITS, CHEAPER),
            book(1, "price_1"),
            List.of(used("e1", 1, "1600")));
    assertThat(report.total()).isEqualTo(amounts("130", "130"));
  }

  /** Whatever is tried: 800 units on trial, until the 16th, cost nothing. */
  @Test
  void simulation_usageOnTrial_isFreeByEachPrice() {
    LineItem item = book(1, null).subscriptions().getFirst().lineItems().getFirst();
    LineItem onTrial =
        new LineItem(
            item.no(),
            item.id(),
            item.lineageId(),
            null,
            null,
            item.start(),
            null,
            Instant.parse("2026-01-16T00:00:00Z"),
            item.clock(),
            null,
            List.of());
    SimulationReport report =
        run(
            simulation(AggregationType.SUM, LIVE, LIMITS, CHEAPER),
            of(1, onTrial),
            List.of(used("e1", 5, "800")));
    assertThat(report.customers())
        .containsExactly(new CustomerAmounts(new CustomerNo(1), amounts("0", "0"), 1));
  }

  @Test
  void limits_reached_areRefusedWhole() {
    SimulationLimits few = new SimulationLimits(2, 1, 9, 1, 1, 1, 1);
    Simulation events = simulation(AggregationType.SUM, LIVE, few, CHEAPER);
    List<PastEvent> three = List.of(used("e1", 1, "1"), used("e2", 2, "1"), used("e3", 3, "1"));
    assertThatThrownBy(() -> run(events, book(1, null), three))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("at most 2 events");

    Simulation customers = simulation(AggregationType.SUM, LIVE, few, CHEAPER);
    run(customers, book(1, null), List.of());
    assertThatThrownBy(() -> run(customers, book(2, null), List.of()))
        .hasMessageContaining("at most 1 customers");

    Simulation values = simulation(AggregationType.COUNT_UNIQUE, LIVE, few, CHEAPER);
    List<PastEvent> two = List.of(used("e1", 1, "1"), used("e2", 2, "2"));
    assertThatThrownBy(() -> run(values, book(1, null), two))
        .hasMessageContaining("at most 1 distinct values");

    SimulationLimits oneDay = new SimulationLimits(9, 9, 1, 9, 9, 9, 9);
    Simulation days = simulation(AggregationType.SUM, LIVE, oneDay, CHEAPER);
    assertThatThrownBy(() -> run(days, book(1, null), two)).hasMessageContaining("at most 1 days");
  }

  @Test
  void timeouts_beyondTheLimit_failUntried() {
    Sleepy sleepy = new Sleepy();
    GivingUp givingUp = new GivingUp(sleepy, 2, new Steps());
    for (int i = 0; i < 5; i++) {
      assertThat(givingUp.evaluate(LIVE.script(), List.of(new ScriptInput("{}", "{}", "{}"))))
          .allSatisfy(o -> assertThat(o).isInstanceOf(ScriptOutcome.Failed.class));
    }
    assertThat(sleepy.calls()).isEqualTo(2);
  }

  @Test
  void steps_percentiles_areExactBelowThousandAndThreeDigitsAbove() {
    Steps steps = new Steps();
    for (int i = 1; i <= 99; i++) {
      steps.add(i);
    }
    steps.add(123_456);
    assertThat(steps.percentile(50)).isEqualTo(50);
    assertThat(steps.percentile(99)).isEqualTo(99);
    assertThat(steps.percentile(100)).isEqualTo(124_000);
    assertThat(new Steps().percentile(99)).isZero();
  }

  /** Folds each page in a fold of its own and merges them. */
  @SafeVarargs
  private static SimulationReport run(
      Simulation simulation, CustomerBook book, List<PastEvent>... pages) {
    Map<CustomerNo, CustomerBook> books = Map.of(book.customerNo(), book);
    simulation.begin(books.values());
    SimulationFold whole = simulation.fold(books);
    for (List<PastEvent> page : pages) {
      SimulationFold one = simulation.fold(books);
      one.add(
          page.stream()
              .map(past -> new PastEvent(book.customerNo(), past.event(), past.parkedOn()))
              .toList());
      whole.merge(one);
    }
    simulation.finish(whole);
    return simulation.report();
  }

  private Simulation simulation(
      AggregationType type, PriceVersion live, SimulationLimits limits, PriceVersion... tried) {
    List<Variant> variants = new ArrayList<>();
    variants.add(Variant.baseline());
    for (PriceVersion one : tried) {
      variants.add(
          new Variant("c" + variants.size(), Variant.Role.CANDIDATE, Map.of(one.lineageId(), one)));
    }
    return new Simulation(
        engine, catalogue(type, live), variants, List.of(new LineageId("price_1")), ASKED, limits);
  }

  private static Catalogue catalogue(AggregationType type, PriceVersion live) {
    Meter meter =
        new Meter(
            new MeterId("meter_1"),
            "m",
            "call",
            new Aggregation(type, "n", null),
            List.of(),
            ResetUsage.BILLING_PERIOD,
            false);
    return new Catalogue(1, List.of(meter), List.of(live));
  }

  private static Interval january() {
    return new Interval(START, Instant.parse("2026-02-01T00:00:00Z"));
  }

  private static PriceVersion version(String id, String name, String source, String params) {
    ScriptKind kind = name.equals("each") ? ScriptKind.PER_EVENT : ScriptKind.CUMULATIVE;
    return new PriceVersion(
        new PriceId(id),
        new LineageId("price_1"),
        new PlanId("plan_1"),
        new MeterId("meter_1"),
        USD,
        null,
        new ScriptVersion(new ScriptId("script_" + name), name, 1, "sha-of-" + name, kind, source),
        params);
  }

  private static CustomerBook book(long no, @Nullable String pinned) {
    LineItem lineItem =
        new LineItem(
            new LineItemNo(no),
            new LineItemId("line_" + no),
            new LineageId("price_1"),
            pinned == null ? null : new PriceId(pinned),
            null,
            START,
            null,
            new BillingClock(BillingPeriod.MONTHLY, 1, START, ZoneOffset.UTC),
            null);
    return of(no, lineItem);
  }

  private static CustomerBook of(long no, LineItem lineItem) {
    Subscription subscription =
        new Subscription(
            new SubscriptionId("subs_1"),
            new PlanId("plan_1"),
            USD,
            new BillingClock(BillingPeriod.MONTHLY, 1, START, ZoneOffset.UTC),
            List.of(lineItem));
    return new CustomerBook(
        new CustomerNo(no),
        new CustomerId("cust_" + no),
        new ExternalId("customer " + no),
        0,
        List.of(subscription));
  }

  private static PastEvent used(String id, int dayOfYear, String quantity) {
    Instant at = START.plusSeconds(86_400L * (dayOfYear - 1));
    EventDraft draft =
        new EventDraft(id, "call", "c", at, null, Json.Obj.EMPTY.with("n", Json.of(quantity)));
    return new PastEvent(new CustomerNo(0), Event.of(draft, new EventId(id), START), Set.of());
  }

  private static Amounts amounts(String... of) {
    return new Amounts(Stream.of(of).map(BigDecimal::new).toList());
  }
}
