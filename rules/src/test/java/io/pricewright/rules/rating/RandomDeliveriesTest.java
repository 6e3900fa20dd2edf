package io.pricewright.rules.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventDraft;
import io.pricewright.rules.event.EventKey;
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
import io.pricewright.rules.judge.NaiveStream;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.BucketSize;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random usage over every aggregation and several price models, with price changes in the middle,
 * cut into random deliveries, permuted, and some of it voided: the booked amounts equal the naive
 * model's, to the last digit. Not deterministic by intent: each run prints its seed, and -Dseed
 * replays one.
 */
class RandomDeliveriesTest {
  private static final List<Term> TERMS =
      List.of(
          Term.MONTH,
          new Term(BillingPeriod.WEEKLY, 1),
          new Term(BillingPeriod.DAILY, 10),
          new Term(BillingPeriod.MONTHLY, 2),
          new Term(BillingPeriod.ANNUAL, 1));
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String GRADUATED =
      """
      export function price(usage, params) {
        let left = usage.quantity, from = new Decimal('0');
        const lines = [];
        for (const tier of params.tiers) {
          const bound = tier.up_to === null ? null : new Decimal(tier.up_to);
          const inside = bound === null || left.plus(from).lte(bound) ? left : bound.minus(from);
          if (inside.lte(new Decimal('0'))) break;
          lines.push({label: 'tier', amount: inside.times(new Decimal(tier.unit))});
          left = left.minus(inside);
          if (bound !== null) from = bound;
        }
        return lines;
      }
      """;
  private static final String VOLUME =
      """
      export function price(usage, params) {
        for (const tier of params.tiers) {
          if (tier.up_to === null || usage.quantity.lte(new Decimal(tier.up_to)))
            return [{label: 'all', amount: usage.quantity.times(new Decimal(tier.unit))}];
        }
      }
      """;
  private static final String EACH =
      """
      export function rate(event, params) {
        return [{label: 'each', amount: event.quantity.times(new Decimal(params.tiers[0].unit))}];
      }
      """;
  private static final String TOGETHER =
      """
      export const sees = 'all';
      export function price(usage, params) {
        const lines = [];
        let dearest = new Decimal('0');
        for (const cell of usage.cells) {
          const amount = cell.quantity.times(new Decimal(params.tiers[0].unit));
          if (amount.gt(dearest)) dearest = amount;
          if (lines.length < 50) lines.push({label: 'cell ' + (cell.group ?? ''), amount});
        }
        if (usage.cells.length > 1) lines.push({label: 'dearest is free', amount: dearest.neg()});
        return lines;
      }
      """;
  private static final ScriptVersion ALL = script("together", ScriptKind.ALL_CELLS, TOGETHER);
  private static final List<ScriptVersion> SCRIPTS =
      List.of(
          script("graduated", ScriptKind.CUMULATIVE, GRADUATED),
          script("volume", ScriptKind.CUMULATIVE, VOLUME),
          script("each", ScriptKind.PER_EVENT, EACH));

  private static @Nullable GraalScriptEngine engine;

  private static ScriptVersion script(String name, ScriptKind kind, String source) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
      return new ScriptVersion(
          new ScriptId("script_" + name),
          name,
          1,
          HexFormat.of().formatHex(hash),
          kind,
          source,
          name.equals("graduated"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeAll
  static void start() {
    engine = new GraalScriptEngine(ScriptLimits.defaults());
  }

  @AfterAll
  static void stop() {
    engine().close();
  }

  private static GraalScriptEngine engine() {
    return java.util.Objects.requireNonNull(engine);
  }

  @Test
  void amounts_anyDeliveryOfAnyUsage_equalTheNaiveModel() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("RandomDeliveriesTest seed " + seed);
    for (int round = 0; round < 400; round++) {
      new Round(new Random(seed + round)).run("seed " + seed + " round " + round);
    }
  }

  /** One random world, rated twice: by cells, and by the naive model. */
  private static final class Round {
    private final Random random;
    private final Meter meter;
    private final Catalogue catalogue;
    private final CustomerBook book;
    private final Map<CellKey, Cell> cells = new HashMap<>();
    private final Map<CellKey, Map<EventKey, Map<Instant, Long>>> values = new HashMap<>();
    private final List<Event> live = new ArrayList<>();
    private BigDecimal charged = BigDecimal.ZERO;

    Round(Random random) {
      this.random = random;
      AggregationType type = List.of(AggregationType.values()).get(random.nextInt(8));
      meter =
          new Meter(
              new MeterId("meter_1"),
              "m",
              "call",
              new Aggregation(
                  type,
                  type.needsField() ? "n" : null,
                  type == AggregationType.SUM_WITH_MULTIPLIER ? new BigDecimal("0.001") : null,
                  type == AggregationType.WEIGHTED_SUM || random.nextInt(3) > 0
                      ? null
                      : List.of(BucketSize.values()).get(3 + random.nextInt(7)),
                  random.nextInt(3) > 0 ? null : "g"),
              List.of(),
              random.nextInt(8) == 0 ? ResetUsage.NEVER : ResetUsage.BILLING_PERIOD,
              random.nextBoolean());
      // The line item's periods, in a subscription that is billed by the month.
      Term term = TERMS.get(random.nextInt(TERMS.size()));
      ZoneId zone = random.nextBoolean() ? ZoneOffset.UTC : ZoneId.of("Europe/Berlin");
      boolean together = random.nextInt(5) == 0;
      boolean plain = together || !meter.aggregation().parted();
      List<PriceVersion> versions = new ArrayList<>();
      int count = 1 + random.nextInt(4);
      List<Instant> starts = new ArrayList<>();
      for (int i = 1; i < count; i++) {
        starts.add(START.plus(Duration.ofHours(random.nextInt(24 * 70))));
      }
      Collections.sort(starts);
      for (int i = 0; i < count; i++) {
        versions.add(
            new PriceVersion(
                new PriceId("price_" + i),
                new LineageId("price_0"),
                new PlanId("plan_1"),
                meter.id(),
                new Currency("usd"),
                term,
                i == 0 ? null : starts.get(i - 1),
                together ? ALL : SCRIPTS.get(random.nextInt(SCRIPTS.size())),
                params(),
                bounds()));
      }
      if (random.nextInt(3) == 0) {
        again(versions);
      }
      Instant start = START.plus(Duration.ofDays(random.nextInt(20)));
      LineItem lineItem =
          new LineItem(
              new LineItemNo(1),
              new LineItemId("line_1"),
              new LineageId("price_0"),
              null,
              null,
              start,
              random.nextBoolean() ? null : START.plus(Duration.ofDays(25 + random.nextInt(40))),
              random.nextInt(3) > 0 ? null : start.plus(Duration.ofHours(1 + random.nextInt(800))),
              new BillingClock(term.period(), term.count(), START, zone),
              plain && !together && random.nextInt(4) == 0
                  ? BigDecimal.valueOf(random.nextInt(300))
                  : null,
              List.of());
      catalogue = new Catalogue(1, List.of(meter), versions);
      book =
          new CustomerBook(
              new CustomerNo(1),
              new CustomerId("cust_1"),
              new ExternalId("customer 1"),
              0,
              List.of(
                  new Subscription(
                      new SubscriptionId("subs_1"),
                      new PlanId("plan_1"),
                      new Currency("usd"),
                      new BillingClock(BillingPeriod.MONTHLY, 1, START, ZoneOffset.UTC),
                      List.of(lineItem))));
    }

    /** Publishes a version again that holds already: it changes nothing. */
    private void again(List<PriceVersion> versions) {
      int i = random.nextInt(versions.size());
      PriceVersion last = versions.get(i);
      Instant from = last.effectiveFrom() == null ? START : last.effectiveFrom();
      Instant to =
          i + 1 < versions.size()
              ? java.util.Objects.requireNonNull(versions.get(i + 1).effectiveFrom())
              : START.plus(Duration.ofDays(70));
      long hours = Math.max(1, Duration.between(from, to).toHours());
      versions.add(
          i + 1,
          new PriceVersion(
              new PriceId("price_again"),
              last.lineageId(),
              last.planId(),
              last.meterId(),
              last.currency(),
              last.term(),
              from.plus(Duration.ofHours(random.nextLong(hours))),
              last.script(),
              last.params(),
              last.bounds()));
    }

    private PriceVersion.Bounds bounds() {
      return new PriceVersion.Bounds(
          random.nextInt(3) == 0 ? BigDecimal.valueOf(random.nextInt(200)) : null,
          random.nextInt(3) == 0 ? random.nextInt(12) : 0);
    }

    private String params() {
      return "{\"tiers\":[{\"up_to\":\"%d\",\"unit\":\"0.%d\"},{\"up_to\":null,\"unit\":\"0.0%d\"}]}"
          .formatted(1 + random.nextInt(500), 1 + random.nextInt(999), 1 + random.nextInt(999));
    }

    void run(String name) {
      List<Event> events = events();
      Collections.shuffle(events, random);
      int i = 0;
      while (i < events.size()) {
        int to = Math.min(events.size(), i + 1 + random.nextInt(15));
        deliver(events.subList(i, to));
        i = to;
        if (random.nextInt(3) == 0 && !live.isEmpty()) {
          takeBack(live.remove(random.nextInt(live.size())));
        }
      }
      Map<CellKey, BigDecimal> expected =
          new NaiveJudge(engine(), catalogue).amounts(book, live, (event, line) -> false);
      BigDecimal sum = BigDecimal.ZERO;
      for (BigDecimal amount : expected.values()) {
        sum = sum.add(amount);
      }
      for (Map.Entry<CellKey, Cell> cell : cells.entrySet()) {
        assertThat(cell.getValue().booked())
            .as("%s: cell %s of %s", name, cell.getKey(), meter.aggregation().type())
            .isEqualByComparingTo(expected.getOrDefault(cell.getKey(), BigDecimal.ZERO));
        assertThat(meter.allowNegative() || cell.getValue().booked().signum() >= 0)
            .as("%s: cell %s is not below zero", name, cell.getKey())
            .isTrue();
      }
      assertThat(streamed())
          .as("%s: judged as the events come", name)
          .isEqualTo(new HashMap<>(expected));
      assertThat(amounts(withoutAgain()))
          .as("%s: without the version that is published again", name)
          .isEqualTo(new HashMap<>(expected));
      assertThat(charged).as("%s: sum of charges", name).isEqualByComparingTo(sum);
    }

    private Map<CellKey, BigDecimal> streamed() {
      NaiveStream stream = new NaiveStream(engine(), catalogue, book, Instant.MIN);
      live.stream()
          .sorted(Comparator.comparing(Event::occurredAt).thenComparing(Event::key))
          .forEach(event -> stream.add(event, line -> false));
      return new HashMap<>(stream.amounts());
    }

    private Map<CellKey, BigDecimal> amounts(Catalogue of) {
      return new HashMap<>(
          new NaiveJudge(engine(), of).amounts(book, live, (event, line) -> false));
    }

    private Catalogue withoutAgain() {
      return new Catalogue(
          1,
          List.of(meter),
          catalogue.lineage(new LineageId("price_0")).stream()
              .filter(version -> !version.id().value().equals("price_again"))
              .toList());
    }

    private List<Event> events() {
      List<Event> events = new ArrayList<>();
      int n = 1 + random.nextInt(60);
      for (int i = 0; i < n; i++) {
        Instant at =
            START.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 75))).plusNanos(1000L * i);
        BigDecimal value =
            BigDecimal.valueOf(random.nextInt(100_000) - (meter.allowNegative() ? 20_000 : 0), 3);
        Json.Obj properties =
            Json.Obj.EMPTY.with(
                "n",
                meter.aggregation().type() == AggregationType.COUNT_UNIQUE
                    ? Json.of("v" + random.nextInt(8))
                    : new Json.Num(value));
        if (random.nextInt(5) > 0) {
          properties = properties.with("g", Json.of("g" + random.nextInt(4)));
        }
        String id = "e" + i;
        events.add(
            Event.of(
                new EventDraft(id, "call", "c", at, null, properties), new EventId(id), START));
      }
      return events;
    }

    private void deliver(List<Event> batch) {
      BatchPlan plan = new BatchPlan();
      Matcher matcher = new Matcher(catalogue);
      Set<EventKey> seen = new HashSet<>();
      live.forEach(event -> seen.add(event.key()));
      for (Event event : batch) {
        if (seen.add(event.key())) {
          plan.add(event, new CustomerNo(1L), matcher.match(book, event));
          live.add(event);
        }
      }
      RatedBatch rated =
          new BatchRater(engine())
              .rate(
                  plan, stored(plan.cells().keySet()), new BatchId(UUID.randomUUID()), Cause.USAGE);
      rated.cells().forEach(this::keep);
      rated.distinct().forEach(this::keepValues);
      Map<String, BigDecimal> byEvents = new HashMap<>();
      rated
          .events()
          .forEach(
              event ->
                  event
                      .entries()
                      .forEach(
                          entry -> {
                            boolean tried =
                                entry.lineItemNo() != null && onTrial(event.event().occurredAt());
                            assertThat(tried && entry.status() == Entry.Status.PARKED).isFalse();
                            if (entry.amount() != null) {
                              byEvents.merge("sum", entry.amount(), BigDecimal::add);
                            }
                          }));
      BigDecimal delta = BigDecimal.ZERO;
      for (Charge charge : rated.charges()) {
        delta = delta.add(charge.amount().amount());
      }
      assertThat(byEvents.getOrDefault("sum", BigDecimal.ZERO)).isEqualByComparingTo(delta);
      charged = charged.add(delta);
    }

    private boolean onTrial(Instant at) {
      LineItem item = book.subscriptions().getFirst().lineItems().getFirst();
      return item.trialEnd() != null && at.isBefore(item.trialEnd());
    }

    private void takeBack(Event event) {
      Match match = new Matcher(catalogue).match(book, event);
      for (Hit hit : match.hits()) {
        StoredUsage stored = stored(Set.of(hit.key()));
        CellRater rater = new CellRater(engine());
        Cell cell = BatchRater.cellOf(stored, hit.cell());
        DistinctValues distinct = BatchRater.valuesOf(stored, hit.key());
        CellRater.Rated rated = rater.remove(cell, List.of(hit), distinct);
        if (rated == null) {
          List<Hit> left = new ArrayList<>();
          for (Event other : live) {
            for (Hit one : new Matcher(catalogue).match(book, other).hits()) {
              if (one.key().equals(hit.key())) {
                left.add(one);
              }
            }
          }
          rated = rater.recount(cell, hit.cell(), left, new DistinctValues());
        }
        keep(rated.cell());
        keepValues(hit.key(), distinct);
        charged = charged.add(rated.delta());
      }
    }

    private StoredUsage stored(Set<CellKey> keys) {
      Map<CellKey, Cell> read = new HashMap<>();
      Map<CellKey, DistinctValues> distinct = new HashMap<>();
      for (CellKey key : keys) {
        Cell cell = cells.get(key);
        if (cell != null) {
          read.put(
              key,
              new Cell(
                  key,
                  cell.period(),
                  cell.currency(),
                  Cell.parseState(meter.aggregation().type(), cell.stateText()),
                  cell.booked()));
        }
        DistinctValues loaded = new DistinctValues();
        values
            .getOrDefault(key, Map.of())
            .forEach((value, at) -> at.forEach((segment, n) -> loaded.load(value, segment, n)));
        distinct.put(key, loaded);
      }
      return new StoredUsage(read, distinct);
    }

    private void keep(Cell cell) {
      cells.put(cell.key(), cell);
    }

    private void keepValues(CellKey key, DistinctValues changed) {
      changed
          .changed()
          .forEach(
              (value, at) ->
                  values
                      .computeIfAbsent(key, k -> new HashMap<>())
                      .computeIfAbsent(value, v -> new HashMap<>())
                      .putAll(at));
    }
  }
}
