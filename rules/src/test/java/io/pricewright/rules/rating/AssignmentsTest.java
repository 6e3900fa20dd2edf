package io.pricewright.rules.rating;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.pricewright.rules.subscription.Assignment;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.rules.usage.DistinctValues;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Random versions and random spans of rollouts over two months: what is counted for each cell is
 * what the naive model says, and a span that is taken back changes nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AssignmentsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Meter METER =
      new Meter(
          new MeterId("meter_1"),
          "m",
          "call",
          new Aggregation(AggregationType.SUM, "n", null),
          List.of(),
          ResetUsage.BILLING_PERIOD,
          false);
  private static final String TIERED =
      """
      export function price(usage, params) {
        const bound = new Decimal('300'), over = usage.quantity.minus(bound);
        const high = over.gt(new Decimal('0'));
        return [{label: 'a', amount: (high ? bound : usage.quantity).times(new Decimal(params.a))},
                {label: 'b', amount: high ? over.times(new Decimal(params.b)) : new Decimal('0')}];
      }
      """;
  private static final String EACH =
      "export function rate(event, params) { return [{label: 'each', amount:"
          + " event.quantity.times(new Decimal(params.a))}]; }";

  private final GraalScriptEngine engine = new GraalScriptEngine(ScriptLimits.defaults());

  @AfterAll
  void stop() {
    engine.close();
  }

  @Test
  void cells_underRandomAssignments_areTheNaiveModels() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("AssignmentsTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      List<PriceVersion> versions = versions(random);
      Catalogue catalogue = new Catalogue(1, List.of(METER), versions);
      List<Assignment> assignments = assignments(random);
      List<Event> events = events(random);
      Map<CellKey, BigDecimal> counted = counted(catalogue, book(assignments), events);
      assertThat(counted)
          .as("round %d of seed %d", round, seed)
          .isEqualTo(
              new HashMap<>(
                  new NaiveJudge(engine, catalogue)
                      .amounts(book(assignments), events, (event, line) -> false)));
      List<Assignment> takenBack =
          assignments.stream().map(a -> new Assignment(a.priceId(), a.from(), a.from())).toList();
      assertThat(counted(catalogue, book(takenBack), events))
          .as("taken back, round %d of seed %d", round, seed)
          .isEqualTo(counted(catalogue, book(List.of()), events));
    }
  }

  @Test
  void segments_ofOneVersion_joinAcrossASpan() {
    List<PriceVersion> versions =
        List.of(
            version("price_0", null, false, 1),
            version("price_9", PriceVersion.ASSIGNED, false, 2));
    Instant from = START.plus(Duration.ofDays(3));
    Instant to = START.plus(Duration.ofDays(5));
    LineItem item =
        line(
            List.of(
                new Assignment(new PriceId("price_9"), from, to),
                new Assignment(new PriceId("price_9"), to, null)));
    List<Segment> segments = Segment.cut(item.span().counted(START), item, versions);
    assertThat(segments)
        .extracting(s -> s.price().id().value())
        .containsExactly("price_0", "price_9");
    assertThat(segments.getLast().span().from()).isEqualTo(from);
  }

  private Map<CellKey, BigDecimal> counted(
      Catalogue catalogue, CustomerBook book, List<Event> events) {
    Map<CellKey, List<Hit>> hits = new HashMap<>();
    Matcher matcher = new Matcher(catalogue);
    for (Event event : events) {
      for (Hit hit : matcher.match(book, event).hits()) {
        hits.computeIfAbsent(hit.key(), k -> new ArrayList<>()).add(hit);
      }
    }
    Map<CellKey, BigDecimal> amounts = new HashMap<>();
    hits.forEach(
        (key, mine) -> {
          CellModel model = mine.getFirst().cell();
          Cell cell = Cell.empty(key, model.period(), new Currency("usd"));
          amounts.put(
              key,
              new CellRater(engine)
                  .recount(cell, model, mine, new DistinctValues())
                  .cell()
                  .booked());
        });
    return amounts;
  }

  private static List<Event> events(Random random) {
    List<Event> events = new ArrayList<>();
    int n = 1 + random.nextInt(40);
    for (int i = 0; i < n; i++) {
      Instant at = START.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 59)));
      EventDraft draft =
          new EventDraft(
              "e" + i,
              "call",
              "c",
              at,
              null,
              Json.Obj.EMPTY.with("n", Json.of(random.nextInt(60))));
      events.add(Event.of(draft, new EventId("e" + i), START));
    }
    return events;
  }

  private static List<PriceVersion> versions(Random random) {
    List<PriceVersion> versions = new ArrayList<>();
    versions.add(version("price_0", null, random.nextBoolean(), 1 + random.nextInt(99)));
    for (int i = 1; i <= random.nextInt(3); i++) {
      versions.add(
          version(
              "price_" + i,
              START.plus(Duration.ofDays(15L * i)),
              random.nextBoolean(),
              1 + random.nextInt(99)));
    }
    versions.add(
        version("price_8", PriceVersion.ASSIGNED, random.nextBoolean(), 1 + random.nextInt(99)));
    versions.add(
        version("price_9", PriceVersion.ASSIGNED, random.nextBoolean(), 1 + random.nextInt(99)));
    return versions;
  }

  private static PriceVersion version(
      String id, @org.jspecify.annotations.Nullable Instant from, boolean each, int cents) {
    return new PriceVersion(
        new PriceId(id),
        new LineageId("price_0"),
        new PlanId("plan_1"),
        new MeterId("meter_1"),
        new Currency("usd"),
        from,
        new ScriptVersion(
            each ? new ScriptId("script_each") : new ScriptId("script_tiered"),
            each ? "each" : "tiered",
            1,
            each ? "e".repeat(64) : "f".repeat(64),
            each ? ScriptKind.PER_EVENT : ScriptKind.CUMULATIVE,
            each ? EACH : TIERED),
        "{\"a\":\"0.%02d\",\"b\":\"0.0%02d\"}".formatted(cents, cents));
  }

  private static List<Assignment> assignments(Random random) {
    List<Assignment> assignments = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Instant from = START.plus(Duration.ofHours(random.nextInt(24 * 55)));
      Instant to =
          random.nextBoolean() ? null : from.plus(Duration.ofHours(random.nextInt(24 * 20)));
      assignments.add(
          new Assignment(
              random.nextBoolean() ? new PriceId("price_8") : new PriceId("price_9"), from, to));
    }
    return assignments;
  }

  private static LineItem line(List<Assignment> assignments) {
    return new LineItem(
        new LineItemNo(1),
        new LineItemId("line_1"),
        new LineageId("price_0"),
        null,
        null,
        START,
        null,
        null,
        new BillingClock(BillingPeriod.MONTHLY, 1, START, ZoneOffset.UTC),
        null,
        assignments);
  }

  private static BillingClock clock() {
    return new BillingClock(BillingPeriod.MONTHLY, 1, START, ZoneOffset.UTC);
  }

  private static CustomerBook book(List<Assignment> assignments) {
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
                clock(),
                List.of(line(assignments)))));
  }
}
