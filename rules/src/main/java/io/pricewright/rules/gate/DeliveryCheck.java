package io.pricewright.rules.gate;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventDraft;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.BatchPlan;
import io.pricewright.rules.rating.BatchRater;
import io.pricewright.rules.rating.Cause;
import io.pricewright.rules.rating.Cell;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.CellModel;
import io.pricewright.rules.rating.Hit;
import io.pricewright.rules.rating.Match;
import io.pricewright.rules.rating.RatedBatch;
import io.pricewright.rules.rating.Segment;
import io.pricewright.rules.rating.StoredUsage;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.rules.usage.Contribution;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Delivers usage as the world does, in batches cut anywhere, out of order and more than once, and
 * compares what is booked with one evaluation.
 */
final class DeliveryCheck {
  private static final int ROUNDS = 8;
  private static final int MAX_EVENTS = 30;
  private static final BigDecimal MOST = BigDecimal.TEN.pow(12);
  private static final Interval PERIOD = Sample.PERIOD;
  private static final BillingClock MONTHS =
      new BillingClock(BillingPeriod.MONTHLY, 1, PERIOD.from(), ZoneOffset.UTC);
  private static final Currency USD = new Currency("usd");
  private static final CustomerNo CUSTOMER = new CustomerNo(1);
  private static final LineItemNo LINE_ITEM = new LineItemNo(1);
  private static final PlanId PLAN = new PlanId("plan_gate");
  private static final MeterId METER = new MeterId("meter_gate");
  private static final PriceId PRICE = new PriceId("price_gate");

  private final Trial trial;
  private final BigDecimal largest;
  private final Random random;

  DeliveryCheck(Trial trial, BigDecimal largest, Random random) {
    this.trial = trial;
    this.largest = largest.min(MOST);
    this.random = random;
  }

  void check(Sample sample) {
    CellModel model = model(sample);
    List<BigDecimal> totals = Points.of(sample, largest, random);
    for (int round = 0; round < ROUNDS && !trial.noted("deliveries"); round++) {
      List<Hit> hits = hits(sample, model, totals.get(random.nextInt(totals.size())));
      long order = random.nextLong();
      if (differs(sample, model, hits, order) != null) {
        note(sample, model, fewer(sample, model, hits, order), order);
      }
    }
  }

  /** Leaves events out, one after another, as long as the rest still fails. */
  private List<Hit> fewer(Sample sample, CellModel model, List<Hit> failing, long order) {
    List<Hit> least = failing;
    for (int i = failing.size() - 1; i >= 0 && least.size() > 1; i--) {
      List<Hit> tried = new ArrayList<>(least);
      tried.remove(Math.min(i, tried.size() - 1));
      least = differs(sample, model, tried, order) != null ? tried : least;
    }
    return least;
  }

  private void note(Sample sample, CellModel model, List<Hit> hits, long order) {
    List<ScriptInput> inputs = inputs(sample, hits);
    trial.note(
        "deliveries",
        "%d events, delivered in another order and in batches: %s"
            .formatted(hits.size(), differs(sample, model, hits, order)),
        inputs.getFirst());
  }

  /** Returns how the deliveries differ from one evaluation, or null when they do not. */
  private @Nullable String differs(Sample sample, CellModel model, List<Hit> hits, long order) {
    BigDecimal once = BigDecimal.ZERO;
    for (ScriptOutcome outcome : trial.run(inputs(sample, hits))) {
      if (!(outcome instanceof ScriptOutcome.Priced priced)) {
        return null;
      }
      once = once.add(Money.round12(priced.amount()));
    }
    BigDecimal booked = deliver(model, hits, new Random(order));
    return booked.compareTo(once) == 0
        ? null
        : "%s is booked, and one evaluation gives %s"
            .formatted(Sample.plain(booked), Sample.plain(once));
  }

  private static List<ScriptInput> inputs(Sample sample, List<Hit> hits) {
    if (sample.perEvent()) {
      return hits.stream()
          .map(h -> sample.input(h.contribution().quantity(), h.event().properties()))
          .toList();
    }
    BigDecimal sum =
        hits.stream()
            .map(hit -> hit.contribution().quantity())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return List.of(sample.input(sum, Json.Obj.EMPTY));
  }

  private BigDecimal deliver(CellModel model, List<Hit> hits, Random order) {
    List<Hit> arrivals = new ArrayList<>(hits);
    hits.stream().filter(hit -> order.nextInt(4) == 0).forEach(arrivals::add);
    Collections.shuffle(arrivals, order);
    Set<EventKey> seen = new HashSet<>();
    Cell cell = Cell.empty(model.key(), PERIOD, USD);
    int from = 0;
    while (from < arrivals.size()) {
      int to = Math.min(arrivals.size(), from + 1 + order.nextInt(8));
      BatchPlan plan = new BatchPlan();
      for (Hit hit : arrivals.subList(from, to)) {
        if (seen.add(hit.event().key())) {
          plan.add(hit.event(), CUSTOMER, new Match(List.of(hit), List.of(), null));
        }
      }
      cell = rate(plan, cell);
      from = to;
    }
    return cell.booked();
  }

  private Cell rate(BatchPlan plan, Cell cell) {
    Cell stored =
        new Cell(
            cell.key(),
            cell.period(),
            cell.currency(),
            Cell.parseState(AggregationType.SUM, cell.stateText()),
            cell.booked());
    RatedBatch rated =
        new BatchRater(trial)
            .rate(
                plan,
                new StoredUsage(Map.of(cell.key(), stored), Map.of()),
                new BatchId(new UUID(0, 1)),
                Cause.USAGE);
    return rated.cells().isEmpty() ? cell : rated.cells().getFirst();
  }

  private List<Hit> hits(Sample sample, CellModel model, BigDecimal total) {
    int count = 1 + random.nextInt(MAX_EVENTS);
    List<Hit> hits = new ArrayList<>();
    BigDecimal left = total;
    for (int i = 0; i < count; i++) {
      BigDecimal part =
          i == count - 1
              ? left
              : left.multiply(BigDecimal.valueOf(random.nextInt(1_000), 3))
                  .setScale(Math.min(left.scale(), 9), RoundingMode.DOWN);
      left = left.subtract(part);
      hits.add(hit(sample, model, i, part));
    }
    return hits;
  }

  private Hit hit(Sample sample, CellModel model, int number, BigDecimal quantity) {
    Instant at =
        sample.perEvent()
            ? Instant.parse(sample.timestamp())
            : PERIOD.from().plusSeconds(random.nextInt(31 * 86_400));
    Json.Obj properties = sample.properties(random);
    // One id for all events of a script by event, so that they are asked as a sample asks.
    EventDraft draft = new EventDraft("gate-1", "gate", "gate", at, null, properties);
    Event made = Event.of(draft, new EventId("gate-1"), PERIOD.from());
    Event event =
        new Event(
            EventKey.of("gate-" + number),
            made.id(),
            made.body(),
            made.name(),
            made.externalCustomerId(),
            at,
            made.ingestedAt(),
            null,
            properties);
    return new Hit(
        model, event, new Contribution(event.key(), quantity, at, null, sample.part().text()));
  }

  private CellModel model(Sample sample) {
    LineItem line =
        new LineItem(
            LINE_ITEM,
            new LineItemId("subs_line_gate"),
            PRICE.lineage(),
            null,
            null,
            PERIOD.from(),
            null,
            MONTHS,
            null);
    Subscription subscription =
        new Subscription(new SubscriptionId("subs_gate"), PLAN, USD, MONTHS, List.of(line));
    Meter meter =
        new Meter(
            METER,
            "gate",
            "gate",
            new Aggregation(
                AggregationType.SUM,
                "quantity",
                null,
                sample.bucketSize(),
                sample.part().group() == null ? null : "group"),
            List.of(),
            ResetUsage.BILLING_PERIOD,
            false);
    PriceVersion price =
        new PriceVersion(
            PRICE,
            PRICE.lineage(),
            PLAN,
            METER,
            USD,
            null,
            trial.version(),
            sample.params().text());
    // A script that sees all parts has one cell, which holds them.
    String key = sample.kind() == ScriptKind.ALL_CELLS ? "" : sample.part().text();
    return new CellModel(
        subscription,
        line,
        meter,
        new CellKey(CUSTOMER, LINE_ITEM, PERIOD.from(), key),
        PERIOD,
        List.of(new Segment(PERIOD, price)));
  }
}
