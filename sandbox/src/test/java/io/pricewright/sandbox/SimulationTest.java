package io.pricewright.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventDraft;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
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
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
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
    Simulation simulation = simulation(LIVE, CHEAPER, SimulationLimits.defaults());
    CustomerSimulation customer = simulation.begin(book(1, null));
    assertThat(customer.span()).contains(january());
    customer.fold(List.of(used("e1", 1, "800"), used("e2", 20, "500")));
    customer.fold(List.of(used("e3", 31, "300"), used("february", 32, "7777")));
    CustomerAmounts amounts = customer.finish();
    SimulationReport report = simulation.report();
    assertThat(amounts.amounts()).isEqualTo(amounts("130", "104"));
    assertThat(amounts.amounts().difference()).isEqualByComparingTo("-26");
    assertThat(report.total()).isEqualTo(amounts("130", "104"));
    assertThat(report.events()).isEqualTo(3);
    assertThat(report.covered()).isEqualTo(january());
    assertThat(report.errors()).isEmpty();
  }

  @Test
  void simulation_perEventCandidate_sumsItsEvents() {
    PriceVersion each = version("price_3", "each", EACH, "{\"a\":\"0.1\",\"refuse\":\"e2\"}");
    Simulation simulation = simulation(LIVE, each, SimulationLimits.defaults());
    CustomerSimulation customer = simulation.begin(book(1, null));
    customer.fold(List.of(used("e1", 1, "800"), used("e2", 20, "500"), used("e3", 31, "300")));
    customer.finish();
    SimulationReport report = simulation.report();
    assertThat(report.total()).isEqualTo(amounts("130", "110"));
    assertThat(report.errors())
        .containsExactly(new SimulationError(Side.CANDIDATE, 1, START, "e2", "script_error", 1));
  }

  @Test
  void simulation_brokenCandidate_tellsTheCellAndKeepsTheBaseline() {
    PriceVersion broken = version("price_4", "broken", BROKEN, "{}");
    Simulation simulation = simulation(LIVE, broken, SimulationLimits.defaults());
    CustomerSimulation customer = simulation.begin(book(1, null));
    customer.fold(List.of(used("e1", 1, "1600"), used("e2", 2, "0")));
    customer.finish();
    SimulationReport report = simulation.report();
    assertThat(report.total()).isEqualTo(amounts("130", "0"));
    assertThat(report.errors())
        .containsExactly(new SimulationError(Side.CANDIDATE, 1, START, null, "script_error", 2));
  }

  @Test
  void simulation_parkedEvent_isOnNeitherSide() {
    Simulation simulation = simulation(LIVE, CHEAPER, SimulationLimits.defaults());
    CustomerSimulation customer = simulation.begin(book(1, null));
    customer.fold(
        List.of(used("e1", 1, "1600"), new PastEvent(used("e2", 2, "5").event(), Set.of(1L))));
    customer.finish();
    assertThat(simulation.report().total()).isEqualTo(amounts("130", "104"));
    assertThat(simulation.report().parked()).isEqualTo(1);
    assertThat(simulation.report().events()).isEqualTo(1);
  }

  @Test
  void simulation_pinnedLineItem_keepsItsVersion() {
    Simulation simulation = simulation(LIVE, CHEAPER, SimulationLimits.defaults());
    CustomerSimulation customer = simulation.begin(book(1, "price_1"));
    customer.fold(List.of(used("e1", 1, "1600")));
    assertThat(customer.finish().amounts()).isEqualTo(amounts("130", "130"));
  }

  @Test
  void limits_reached_areRefusedWhole() {
    SimulationLimits few = new SimulationLimits(2, 1, 1, 1, 1, 1);
    CustomerSimulation events = simulation(LIVE, CHEAPER, few).begin(book(1, null));
    events.fold(List.of(used("e1", 1, "1"), used("e2", 2, "1")));
    List<PastEvent> third = List.of(used("e3", 3, "1"));
    assertThatThrownBy(() -> events.fold(third))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("at most 2 events");

    Simulation customers = simulation(LIVE, CHEAPER, few);
    customers.begin(book(1, null)).finish();
    CustomerBook second = book(2, null);
    assertThatThrownBy(() -> customers.begin(second)).hasMessageContaining("at most 1 customers");

    CustomerSimulation values =
        simulation(AggregationType.COUNT_UNIQUE, LIVE, CHEAPER, few).begin(book(1, null));
    List<PastEvent> two = List.of(used("e1", 1, "1"), used("e2", 2, "2"));
    assertThatThrownBy(() -> values.fold(two)).hasMessageContaining("at most 1 distinct values");
  }

  @Test
  void cells_beyondTheLimit_areRefused() {
    Interval twoMonths = new Interval(START, Instant.parse("2026-02-10T00:00:00Z"));
    SimulationLimits oneCell = new SimulationLimits(9, 9, 1, 9, 9, 9);
    CustomerSimulation customer =
        new Simulation(engine, catalogue(AggregationType.SUM, LIVE), CHEAPER, twoMonths, oneCell)
            .begin(book(1, null));
    List<PastEvent> both = List.of(used("e1", 1, "1"), used("e2", 32, "1"));
    assertThatThrownBy(() -> customer.fold(both)).hasMessageContaining("at most 1 billing periods");
  }

  @Test
  void timeouts_beyondTheLimit_failUntried() {
    Sleepy sleepy = new Sleepy();
    GivingUp givingUp = new GivingUp(sleepy, 2);
    for (int i = 0; i < 5; i++) {
      assertThat(givingUp.evaluate(LIVE.script(), List.of(new ScriptInput("{}", "{}", "{}"))))
          .allSatisfy(o -> assertThat(o).isInstanceOf(ScriptOutcome.Failed.class));
    }
    assertThat(sleepy.calls()).isEqualTo(2);
  }

  private Simulation simulation(PriceVersion live, PriceVersion tried, SimulationLimits limits) {
    return simulation(AggregationType.SUM, live, tried, limits);
  }

  private Simulation simulation(
      AggregationType type, PriceVersion live, PriceVersion tried, SimulationLimits limits) {
    return new Simulation(engine, catalogue(type, live), tried, ASKED, limits);
  }

  private static Catalogue catalogue(AggregationType type, PriceVersion live) {
    Meter meter =
        new Meter(
            "meter_1",
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
        id,
        "price_1",
        "plan_1",
        "meter_1",
        USD,
        null,
        new ScriptVersion("script_" + name, name, 1, "sha-of-" + name, kind, source),
        params);
  }

  private static CustomerBook book(long no, @Nullable String pinned) {
    LineItem lineItem = new LineItem(no, "line_" + no, "price_1", pinned, null, START, null, null);
    Subscription subscription =
        new Subscription(
            "subs_1",
            "plan_1",
            USD,
            new BillingClock(BillingPeriod.MONTHLY, 1, START, ZoneOffset.UTC),
            List.of(lineItem));
    return new CustomerBook(no, "cust_" + no, "customer " + no, 0, List.of(subscription));
  }

  private static PastEvent used(String id, int dayOfYear, String quantity) {
    Instant at = START.plusSeconds(86_400L * (dayOfYear - 1));
    EventDraft draft =
        new EventDraft(id, "call", "c", at, null, Json.Obj.EMPTY.with("n", Json.of(quantity)));
    return new PastEvent(Event.of(draft, id, START), Set.of());
  }

  private static Amounts amounts(String baseline, String candidate) {
    return new Amounts(new BigDecimal(baseline), new BigDecimal(candidate));
  }
}
