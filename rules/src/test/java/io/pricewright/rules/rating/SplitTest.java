package io.pricewright.rules.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventDraft;
import io.pricewright.rules.id.BatchId;
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
import io.pricewright.rules.judge.NaiveJudge;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.rules.subscription.Term;
import io.pricewright.rules.usage.DistinctValues;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Prices that change within a period, worked out by hand: April 2026 has 30 days, and its middle is
 * the 16th at 00:00. The naive model gives the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SplitTest {
  private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
  private static final BillingClock MONTHS =
      new BillingClock(BillingPeriod.MONTHLY, 1, START, ZoneOffset.UTC);
  private static final String UNIT =
      "export function price(usage, params) { return [{label: 'unit', amount:"
          + " usage.quantity.times(new Decimal(params.a))}]; }";
  private static final String EACH =
      "export function rate(event, params) { return [{label: 'each', amount:"
          + " event.quantity.times(new Decimal(params.a))}]; }";
  private static final String GRADUATED =
      """
      export function price(usage, params) {
        const bound = new Decimal(params.to), over = usage.quantity.minus(bound);
        const high = over.gt(new Decimal('0'));
        return [{label: 'a', amount: (high ? bound : usage.quantity).times(new Decimal(params.a))},
                {label: 'b', amount: high ? over.times(new Decimal(params.b)) : new Decimal('0')}];
      }
      """;
  private static final String VOLUME =
      """
      export function price(usage, params) {
        const low = usage.quantity.lte(new Decimal(params.to));
        return [{label: 'all', amount: usage.quantity.times(new Decimal(low ? params.a : params.b))}];
      }
      """;

  private @Nullable GraalScriptEngine engine;

  @BeforeAll
  void start() {
    engine = new GraalScriptEngine(ScriptLimits.defaults());
  }

  @AfterAll
  void stop() {
    engine().close();
  }

  private GraalScriptEngine engine() {
    return java.util.Objects.requireNonNull(engine);
  }

  private static final ScriptVersion UNITS = script("unit", ScriptKind.CUMULATIVE, UNIT, true);
  private static final ScriptVersion UNGATED =
      script("ungated", ScriptKind.CUMULATIVE, UNIT, false);
  private static final ScriptVersion EACHES = script("each", ScriptKind.PER_EVENT, EACH, true);
  private static final ScriptVersion TIERS =
      script("graduated", ScriptKind.CUMULATIVE, GRADUATED, true);
  private static final ScriptVersion VOLUMES =
      script("volume", ScriptKind.CUMULATIVE, VOLUME, false);

  private static ScriptVersion script(
      String name, ScriptKind kind, String source, boolean monotone) {
    return new ScriptVersion(
        new ScriptId("script_" + name), name, 1, "sha of " + source, kind, source, monotone);
  }

  @Test
  void byCount_graduated_goesOnFromWhatWasCounted() {
    World world = new World(AggregationType.SUM);
    world.price(0, TIERS, "0.10", "0.05", 1_000).price(15, TIERS, "0.08", "0.04", 1_000);
    world.event(2, "800").event(20, "800");
    // 800 x 0.10 = 80; then 1,000 x 0.08 + 600 x 0.04 = 104 less 800 x 0.08 = 64.
    world.costs("120");
  }

  @Test
  void byShare_volume_neverTakesWhatWasNotCharged() {
    World world = new World(AggregationType.SUM);
    world.price(0, VOLUMES, "1", "0.5", 10).price(9, VOLUMES, "3", "1", 10);
    world.event(4, "8");
    // Alone the 8 cost 8; nothing was added under the second version.
    world.costs("8");
    world.event(14, "4");
    // All 12 cost 6 at the old tiers and 12 at the new: 6 x 8/12 + 12 x 4/12.
    world.costs("8");
    // A bigger second part: 20 cost 10 and 2; 10 x 8/20 + 2 x 12/20 = 5.2.
    World other = new World(AggregationType.SUM);
    other.price(0, VOLUMES, "1", "0.5", 10).price(9, VOLUMES, "2", "0.1", 10);
    other.event(4, "8").event(14, "12").costs("5.2");
  }

  @Test
  void byShare_thirds_areRoundedOnceOnTheAmount() {
    World world = new World(AggregationType.SUM);
    world
        .price(0, UNGATED, "1", "", 0)
        .price(10, UNGATED, "2", "", 0)
        .price(20, UNGATED, "4", "", 0);
    world.event(1, "1").event(11, "1").event(21, "1");
    // 3 x 1/3 + 6 x 1/3 + 12 x 1/3.
    world.costs("7");
    world.event(22, "4");
    // 7 of them: 7 x 1/7 + 14 x 1/7 + 28 x 5/7.
    world.costs("23");
  }

  @Test
  void byShare_returns_countWhatWasAdded() {
    World world = new World(AggregationType.SUM);
    world.price(0, UNITS, "1", "", 0).price(15, UNITS, "2", "", 0);
    world.event(3, "100");
    world.costs("100");
    // 99 are left, all of them added in the first half: 99 x 1 x 100/100.
    world.event(20, "-1").costs("99");
  }

  @Test
  void byTime_latest_weighsBySpans() {
    World world = new World(AggregationType.LATEST);
    world.price(0, UNITS, "5", "", 0).price(15, UNITS, "1", "", 0);
    world.event(2, "20");
    // Without another event: 100 x 1/2 + 20 x 1/2.
    world.costs("60");
    // In the end 4: 20 x 1/2 + 4 x 1/2.
    world.event(25, "4").costs("12");
  }

  @Test
  void byTime_maximumAndAverage_weighBySpans() {
    World most = new World(AggregationType.MAX);
    most.price(0, UNITS, "1", "", 0).price(15, UNITS, "5", "", 0);
    // 10 x 1/2 + 50 x 1/2.
    most.event(2, "10").costs("30");
    World mean = new World(AggregationType.AVG);
    mean.price(0, UNITS, "1000", "", 0).price(15, UNITS, "1", "", 0);
    // An average of 2: 2,000 x 1/2 + 2 x 1/2.
    mean.event(2, "1").event(20, "3").costs("1001");
  }

  @Test
  void byTime_itemThatRunsAPart_sharesThatPart() {
    World world = new World(AggregationType.MAX);
    world.from = START.plus(Duration.ofDays(10));
    world.to = START.plus(Duration.ofDays(20));
    world.price(0, UNITS, "1", "", 0).price(12, UNITS, "5", "", 0);
    // From the 11th to the 21st: 2 days of 10 at 1, 8 of 10 at 5: 10 x 0.2 + 50 x 0.8.
    world.event(11, "10").costs("42");
  }

  @Test
  void weightedSum_priceChangeAndEnd_weighByTheIntegral() {
    World world = new World(AggregationType.WEIGHTED_SUM);
    world.price(0, UNITS, "1", "", 0);
    world.event(0, "10").costs("10");
    // 5 held up to the middle at 1, then 5 more at 2: 5 + 10.
    world.price(15, UNITS, "2", "", 0).costs("15");
    World ended = new World(AggregationType.WEIGHTED_SUM);
    ended.to = START.plus(Duration.ofDays(15));
    // 10 held for half of the month.
    ended.price(0, UNITS, "1", "", 0).event(0, "10").costs("5");
  }

  @Test
  void weightedSum_seatsGivenBack_countWhileTheLevelIsNotBelowZero() {
    World world = new World(AggregationType.WEIGHTED_SUM);
    world.price(0, TIERS, "3", "2", 4).price(15, TIERS, "6", "4", 4);
    world.event(0, "10").event(21, "-10");
    // Up to the middle 5: 4 x 3 + 1 x 2 = 14. In all 10 x 21/30 = 7: 24 + 12 = 36, less 24 + 4 =
    // 28.
    world.costs("22");
    // A level of -10 for the last 9 days: shares are 5 and 2 of 7, and 4 is used: 12 x 5/7 + 24 x
    // 2/7.
    world.event(21, "-10").costs("15.428571428571");
  }

  @Test
  void weightedSum_allUngated_isByShare() {
    World world = new World(AggregationType.WEIGHTED_SUM);
    world.price(0, UNGATED, "1", "", 0).price(15, UNGATED, "2", "", 0);
    // 10 x 1/2 + 20 x 1/2.
    world.event(0, "10").costs("15");
  }

  @Test
  void countUnique_values_countWhereTheyWereFirstSeen() {
    World world = new World(AggregationType.COUNT_UNIQUE);
    world.price(0, VOLUMES, "1", "0.5", 2).price(15, VOLUMES, "3", "2", 2);
    world.event(1, "a").event(2, "b").event(20, "a").event(21, "c");
    // 3 values, 2 of them new in the first half: 1.5 x 2/3 + 6 x 1/3.
    world.costs("3");
  }

  @Test
  void included_usage_isFreeBeforeItIsShared() {
    World world = new World(AggregationType.SUM);
    world.included = new BigDecimal("10");
    world.price(0, UNGATED, "1", "", 0).price(15, UNGATED, "3", "", 0);
    world.event(1, "8").event(20, "6");
    // 4 are billed, all of them of the second half.
    world.costs("12");
  }

  @Test
  void equalVersion_again_changesNothing() {
    World world = new World(AggregationType.MAX);
    world.price(0, UNITS, "1", "", 0).price(15, UNITS, "5", "", 0).price(20, UNITS, "5", "", 0);
    world.event(2, "10").costs("30");
    World count = new World(AggregationType.SUM);
    count.price(0, VOLUMES, "1", "0.5", 10).price(9, VOLUMES, "1", "0.5", 10);
    count.event(4, "8").event(14, "4").costs("6");
  }

  @Test
  void emptySegment_ofAnyLaw_takesNoPartInTheChoice() {
    World world = new World(AggregationType.SUM);
    world.price(0, TIERS, "0.10", "0.05", 1_000);
    world.price(10, VOLUMES, "7", "7", 1).price(15, TIERS, "0.08", "0.04", 1_000);
    world.event(2, "800").event(20, "800");
    world.costs("120");
  }

  @Test
  void maximum_lower_takesNothingBack() {
    World world = new World(AggregationType.SUM);
    world.price(0, UNITS, "1", "", 0, "50").price(15, UNITS, "2", "", 0, "40");
    // 60 are capped at 50; 10 more at 2 stay there, for the maximum of 40 takes nothing back.
    world.event(2, "60").costs("50");
    world.event(20, "10").costs("50");
    World higher = new World(AggregationType.SUM);
    higher.price(0, UNITS, "1", "", 0, "50").price(15, UNITS, "2", "", 0, "65");
    higher.event(2, "60").event(20, "10").costs("65");
  }

  @Test
  void maximum_byShare_capsTheParts() {
    World world = new World(AggregationType.SUM);
    world.price(0, VOLUMES, "1", "0.5", 10, "3").price(9, VOLUMES, "3", "1", 10, "6");
    // Parts are 6 x 8/12 = 4, capped at 3, and 12 x 4/12 = 4, which stop at 6.
    world.event(4, "8").event(14, "4").costs("6");
  }

  @Test
  void freeEvents_ofTwoVersions_areNumberedOverTheWholeCell() {
    World world = new World(AggregationType.SUM);
    world.price(0, EACHES, "1", "", 0, null, 2).price(15, EACHES, "10", "", 0, null, 4);
    world.event(1, "1").event(2, "1").event(3, "1").event(20, "1").event(21, "1");
    // The third is the first that version 1 charges; of version 2 the fourth is free, the fifth
    // not.
    world.costs("11");
  }

  @Test
  void version_ofAnotherKind_beginsWithTheNextPeriod() {
    World world = new World(AggregationType.SUM);
    world.price(0, TIERS, "1", "0.5", 1).price(15, EACHES, "10", "", 0);
    // 3 in April: 1 + 2 x 0.5, and 2 in May at 10 each.
    world.event(1, "1").event(20, "2").event(40, "2").costs("22");
  }

  @Test
  void average_ofThirds_isDividedOnce() {
    World world = new World(AggregationType.AVG);
    world.price(0, UNITS, "3", "", 0);
    world.event(1, "1").event(2, "1").event(3, "2").costs("4");
  }

  /** One customer, one meter, one price with its versions. */
  private final class World {
    private final Meter meter;
    private final List<PriceVersion> versions = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private Instant from = START;
    private @Nullable Instant to;
    private @Nullable BigDecimal included;

    World(AggregationType type) {
      meter =
          new Meter(
              new MeterId("meter_1"),
              "m",
              "call",
              new Aggregation(type, "n", null),
              List.of(),
              ResetUsage.BILLING_PERIOD,
              true);
    }

    World price(int day, ScriptVersion script, String a, String b, int bound) {
      return price(day, script, a, b, bound, null);
    }

    World price(
        int day, ScriptVersion script, String a, String b, int bound, @Nullable String maximum) {
      return price(day, script, a, b, bound, maximum, 0);
    }

    World price(
        int day,
        ScriptVersion script,
        String a,
        String b,
        int bound,
        @Nullable String maximum,
        int free) {
      versions.add(
          new PriceVersion(
              new PriceId("price_" + versions.size()),
              new LineageId("price_0"),
              new PlanId("plan_1"),
              meter.id(),
              new Currency("usd"),
              Term.MONTH,
              day == 0 ? null : START.plus(Duration.ofDays(day)),
              script,
              "{\"a\":\"%s\",\"b\":\"%s\",\"to\":\"%d\"}".formatted(a, b, bound),
              new PriceVersion.Bounds(maximum == null ? null : new BigDecimal(maximum), free)));
      return this;
    }

    World event(int day, String value) {
      String id = "e" + events.size();
      Json.Obj properties = Json.Obj.EMPTY.with("n", Json.of(value));
      events.add(
          Event.of(
              new EventDraft(id, "call", "c", START.plus(Duration.ofDays(day)), null, properties),
              new EventId(id),
              START));
      return this;
    }

    /** Rates the events in this order and in the other, one by one and together. */
    void costs(String amount) {
      Catalogue catalogue = new Catalogue(1, List.of(meter), versions);
      List<Event> reversed = events.reversed();
      assertThat(oneByOne(catalogue, events)).isEqualByComparingTo(amount);
      assertThat(oneByOne(catalogue, reversed)).isEqualByComparingTo(amount);
      assertThat(sum(rated(catalogue).values().stream().map(Cell::booked).toList()))
          .isEqualByComparingTo(amount);
      assertThat(
              sum(
                  List.copyOf(
                      new NaiveJudge(engine(), catalogue)
                          .amounts(book(), events, (event, line) -> false)
                          .values())))
          .isEqualByComparingTo(amount);
    }

    private BigDecimal oneByOne(Catalogue catalogue, List<Event> order) {
      Map<CellKey, Cell> cells = new HashMap<>();
      Map<CellKey, DistinctValues> values = new HashMap<>();
      for (Event event : order) {
        BatchPlan plan = new BatchPlan();
        plan.add(event, new CustomerNo(1), new Matcher(catalogue).match(book(), event));
        plan.cells()
            .keySet()
            .forEach(key -> values.computeIfAbsent(key, k -> new DistinctValues()));
        new BatchRater(engine())
            .rate(plan, new StoredUsage(cells, values), new BatchId(UUID.randomUUID()), Cause.USAGE)
            .cells()
            .forEach(
                cell ->
                    cells.put(
                        cell.key(),
                        new Cell(
                            cell.key(),
                            cell.period(),
                            cell.currency(),
                            Cell.parseState(meter.aggregation().type(), cell.stateText()),
                            cell.booked())));
      }
      return sum(cells.values().stream().map(Cell::booked).toList());
    }

    private Map<CellKey, Cell> rated(Catalogue catalogue) {
      BatchPlan plan = new BatchPlan();
      Matcher matcher = new Matcher(catalogue);
      events.forEach(event -> plan.add(event, new CustomerNo(1), matcher.match(book(), event)));
      Map<CellKey, Cell> after = new HashMap<>();
      new BatchRater(engine())
          .rate(
              plan,
              new StoredUsage(Map.of(), Map.of()),
              new BatchId(UUID.randomUUID()),
              Cause.USAGE)
          .cells()
          .forEach(cell -> after.put(cell.key(), cell));
      return after;
    }

    private BigDecimal sum(List<BigDecimal> amounts) {
      return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private CustomerBook book() {
      return new CustomerBook(
          new CustomerNo(1),
          new CustomerId("cust_1"),
          new ExternalId("c"),
          0,
          List.of(
              new Subscription(
                  new SubscriptionId("subs_1"),
                  new PlanId("plan_1"),
                  new Currency("usd"),
                  MONTHS,
                  List.of(
                      new LineItem(
                          new LineItemNo(1),
                          new LineItemId("line_1"),
                          new LineageId("price_0"),
                          null,
                          null,
                          from,
                          to,
                          MONTHS,
                          included)))));
    }
  }
}
