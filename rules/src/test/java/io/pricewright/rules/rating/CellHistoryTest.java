package io.pricewright.rules.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventDraft;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventId;
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
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.rules.usage.DistinctValues;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Random usage over every aggregation, folded in random pages and in one go, and counted anew by
 * the live rater: the same cell, to the last digit. Each run prints its seed; -Dseed replays one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CellHistoryTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Interval JANUARY =
      new Interval(START, Instant.parse("2026-02-01T00:00:00Z"));
  private static final String TIERED =
      """
      export function price(usage, params) {
        const bound = new Decimal('100'), over = usage.quantity.minus(bound);
        const high = over.gt(new Decimal('0'));
        return [{label: 'a', amount: (high ? bound : usage.quantity).times(new Decimal(params.a))},
                {label: 'b', amount: high ? over.times(new Decimal(params.b)) : new Decimal('0')}];
      }
      """;
  // Refuses one event id, as a script does that cannot price an event.
  private static final String EACH =
      """
      export function rate(event, params) {
        if (event.event_id === 'e1') throw new Error('not this one');
        return [{label: 'each', amount: event.quantity.times(new Decimal(params.a))}];
      }
      """;

  private final GraalScriptEngine engine = new GraalScriptEngine(ScriptLimits.defaults());
  private Random random = new Random();

  @BeforeAll
  void seed() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("CellHistoryTest seed " + seed);
    random = new Random(seed);
  }

  @AfterAll
  void stop() {
    engine.close();
  }

  @Test
  void pages_anyCutOfAnyAggregation_equalOneGoAndTheLiveRecount() {
    for (AggregationType type : AggregationType.values()) {
      for (int round = 0; round < 25; round++) {
        CellModel first = model(meter(type));
        List<CellModel> variants = List.of(first, model(first.meter()), model(first.meter()));
        List<Hit> hits = hits(first);
        CellHistory whole = history(variants);
        int refused = add(whole, hits);
        CellHistory paged = history(variants);
        CellHistory merged = history(variants);
        int refusedByPage = 0;
        int from = 0;
        while (from < hits.size()) {
          int to = Math.min(hits.size(), from + 1 + random.nextInt(9));
          CellHistory into = random.nextBoolean() ? paged : merged;
          refusedByPage += add(into, hits.subList(from, to));
          from = to;
        }
        paged.merge(merged);
        assertThat(refusedByPage).as("refused of %s", type).isEqualTo(refused);
        for (int v = 0; v < variants.size(); v++) {
          CellHistory.Outcome outcome = CellHistory.price(List.of(whole), v, engine).getFirst();
          assertThat(CellHistory.price(List.of(paged), v, engine).getFirst())
              .as("pages of %s", type)
              .isEqualTo(outcome);
          CellHistory.Outcome.Priced priced = (CellHistory.Outcome.Priced) outcome;
          assertThat(priced.amount())
              .as("recount of %s", type)
              .isEqualByComparingTo(recounted(variants.get(v), hits).booked());
          assertThat(priced.days().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
              .isEqualByComparingTo(priced.amount());
          assertThat(
                  whole.explain(v, engine).stream()
                      .map(CellHistory.Part::amount)
                      .reduce(BigDecimal.ZERO, BigDecimal::add))
              .as("explained %s", type)
              .isEqualByComparingTo(priced.amount());
        }
      }
    }
  }

  @Test
  void price_noEvents_isZero() {
    CellHistory empty = history(List.of(model(meter(AggregationType.SUM))));
    CellHistory.Outcome outcome = CellHistory.price(List.of(empty), 0, engine).getFirst();
    assertThat(((CellHistory.Outcome.Priced) outcome).amount()).isEqualByComparingTo("0");
  }

  private static CellHistory history(List<CellModel> variants) {
    return new CellHistory(
        variants.getFirst(), variants.stream().map(CellModel::segments).toList());
  }

  /** Adds hits, those of cumulative prices one by one, and returns how many were refused. */
  private int add(CellHistory to, List<Hit> hits) {
    List<Hit> left = hits.stream().filter(hit -> !to.add(hit)).toList();
    return left.isEmpty()
        ? 0
        : CellHistory.addAll(Map.of(to, left), List.of(engine, engine, engine)).size();
  }

  private Cell recounted(CellModel model, List<Hit> hits) {
    List<Hit> mine =
        hits.stream().map(hit -> new Hit(model, hit.event(), hit.contribution())).toList();
    Cell stale = Cell.empty(model.key(), model.period(), new Currency("usd"));
    return new CellRater(engine).recount(stale, model, mine, new DistinctValues()).cell();
  }

  private static Meter meter(AggregationType type) {
    return new Meter(
        new MeterId("meter_1"),
        "m",
        "call",
        new Aggregation(
            type,
            type.needsField() ? "n" : null,
            type == AggregationType.SUM_WITH_MULTIPLIER ? new BigDecimal("0.001") : null),
        List.of(),
        ResetUsage.BILLING_PERIOD,
        false);
  }

  private CellModel model(Meter meter) {
    LineItem lineItem =
        new LineItem(
            new LineItemNo(1),
            new LineItemId("line_1"),
            new LineageId("price_0"),
            null,
            null,
            START,
            null,
            new BillingClock(BillingPeriod.MONTHLY, 1, START, ZoneOffset.UTC),
            null);
    Subscription subscription =
        new Subscription(
            new SubscriptionId("subs_1"),
            new PlanId("plan_1"),
            new Currency("usd"),
            new BillingClock(BillingPeriod.MONTHLY, 1, START, ZoneOffset.UTC),
            List.of(lineItem));
    List<PriceVersion> versions = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      versions.add(version(meter, i, i == 0 ? null : START.plus(Duration.ofDays(9L * i))));
    }
    return new CellModel(
        subscription,
        lineItem,
        meter,
        new CellKey(new CustomerNo(1), new LineItemNo(1), START, ""),
        JANUARY,
        Segment.cut(lineItem.span().counted(JANUARY.from()), lineItem, versions));
  }

  private PriceVersion version(
      Meter meter, int number, @org.jspecify.annotations.Nullable Instant from) {
    boolean each = random.nextInt(3) == 0;
    return new PriceVersion(
        new PriceId("price_" + number),
        new LineageId("price_0"),
        new PlanId("plan_1"),
        meter.id(),
        new Currency("usd"),
        from,
        new ScriptVersion(
            each ? new ScriptId("script_each") : new ScriptId("script_tiered"),
            each ? "each" : "tiered",
            1,
            each ? "e".repeat(64) : "f".repeat(64),
            each ? ScriptKind.PER_EVENT : ScriptKind.CUMULATIVE,
            each ? EACH : TIERED),
        "{\"a\":\"0.%d\",\"b\":\"0.0%d\"}".formatted(1 + random.nextInt(99), random.nextInt(99)));
  }

  private List<Hit> hits(CellModel model) {
    List<Hit> hits = new ArrayList<>();
    boolean words = model.meter().aggregation().type() == AggregationType.COUNT_UNIQUE;
    int n = 1 + random.nextInt(40);
    for (int i = 0; i < n; i++) {
      Instant at = START.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 31)));
      Json value =
          words
              ? Json.of("v" + random.nextInt(6))
              : new Json.Num(BigDecimal.valueOf(random.nextInt(60_000), 3));
      String id = "e" + i;
      EventDraft draft = new EventDraft(id, "call", "c", at, null, Json.Obj.EMPTY.with("n", value));
      hits.add(Matcher.hit(model, Event.of(draft, new EventId(id), START)).orElseThrow());
    }
    Collections.shuffle(hits, random);
    return hits;
  }
}
