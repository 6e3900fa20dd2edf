package io.pricewright.rules.judge;

import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.judge.NaiveVersions.Held;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.Reading;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** Works out what a customer owes from raw events. */
public final class NaiveJudge {
  /** The end of a period that never ends. */
  static final Instant ENDLESS = Instant.parse("9999-01-01T00:00:00Z");

  private final ScriptEngine engine;
  private final Catalogue catalogue;

  /** Judges by a catalogue, with an engine that evaluates its scripts. */
  public NaiveJudge(ScriptEngine engine, Catalogue catalogue) {
    this.engine = engine;
    this.catalogue = catalogue;
  }

  /**
   * Returns what each cell should have booked.
   *
   * @param events all the customer's events that are not voided, in any order
   * @param parked tells for an event and a line item number whether it is parked there
   */
  public Map<CellKey, BigDecimal> amounts(
      CustomerBook book, List<Event> events, BiPredicate<Event, LineItemNo> parked) {
    return amounts(book, events, parked, Instant.MIN);
  }

  /**
   * Returns what each cell should have booked, those among them that a level was carried into.
   *
   * @param now until when periods have begun
   */
  public Map<CellKey, BigDecimal> amounts(
      CustomerBook book, List<Event> events, BiPredicate<Event, LineItemNo> parked, Instant now) {
    Map<CellKey, BigDecimal> amounts = new TreeMap<>(KEYS);
    for (Subscription subscription : book.subscriptions()) {
      for (LineItem whole : subscription.lineItems()) {
        LineItem lineItem = paid(whole);
        List<PriceVersion> versions = catalogue.lineage(lineItem.lineageId());
        MeterId meterId = versions.isEmpty() ? null : versions.getFirst().meterId();
        Meter meter = meterId == null ? null : catalogue.meter(meterId);
        if (meter != null) {
          boolean together = versions.getFirst().script().kind() == ScriptKind.ALL_CELLS;
          Map<Interval, List<Event>> periods =
              byPeriod(lineItem, versions.getFirst(), meter, events, parked);
          boolean carries =
              now.isAfter(Instant.MIN)
                  && meter.aggregation().type() == AggregationType.WEIGHTED_SUM
                  && !NaiveVersions.each(versions.getFirst());
          (carries
                  ? NaiveLevels.carried(
                      lineItem, versions.getFirst().term(), meter, events, periods, now)
                  : periods)
              .forEach(
                  (period, mine) ->
                      NaiveParts.of(meter, together ? List.of() : mine, mine)
                          .forEach(
                              (part, own) ->
                                  amounts.put(
                                      new CellKey(
                                          book.customerNo(),
                                          lineItem.no(),
                                          key(whole, period),
                                          part),
                                      amount(
                                          new World(subscription, lineItem, meter, period, part),
                                          versions,
                                          own))));
        }
      }
    }
    return amounts;
  }

  /** What a trial frees costs nothing: a line item is judged as if it began when its trial ends. */
  static LineItem paid(LineItem whole) {
    Instant trialEnd = whole.trialEnd();
    return trialEnd == null
        ? whole
        : new LineItem(
            whole.no(),
            whole.id(),
            whole.lineageId(),
            whole.pinnedPriceId(),
            whole.overrideParams(),
            trialEnd,
            whole.end(),
            null,
            whole.clock(),
            whole.allowance(),
            whole.assignments());
  }

  /** Cells are named by the begin of the period, but for what a trial left of one. */
  static Instant key(LineItem whole, Interval period) {
    Instant trialEnd = whole.trialEnd();
    return trialEnd != null && period.from().isBefore(trialEnd) ? trialEnd : period.from();
  }

  /** The order of what is returned. */
  static final Comparator<CellKey> KEYS =
      Comparator.comparing(CellKey::lineItemNo)
          .thenComparing(CellKey::periodStart)
          .thenComparing(CellKey::part);

  /** The periods are as long as the price says, whatever the subscription's are. */
  private static Map<Interval, List<Event>> byPeriod(
      LineItem lineItem,
      PriceVersion price,
      Meter meter,
      List<Event> events,
      BiPredicate<Event, LineItemNo> parked) {
    Map<Interval, List<Event>> periods = new LinkedHashMap<>();
    NaivePeriods clock =
        new NaivePeriods(price.term(), lineItem.clock().anchor(), lineItem.clock().zone());
    for (Event event : events) {
      boolean counts =
          event.name().equals(meter.eventName())
              && lineItem.covers(event.occurredAt())
              && meter.filters().stream().allMatch(f -> f.matches(event.properties()))
              && meter.read(event) instanceof Reading.Counted
              && !parked.test(event, lineItem.no());
      if (counts) {
        Interval period =
            meter.reset() == ResetUsage.NEVER
                ? new Interval(lineItem.start(), ENDLESS)
                : clock.of(event.occurredAt());
        periods.computeIfAbsent(period, p -> new ArrayList<>()).add(event);
      }
    }
    return periods;
  }

  /** What stays the same while a cell is priced. */
  record World(
      Subscription subscription, LineItem lineItem, Meter meter, Interval period, String part) {
    /** Returns the versions that hold in it, one after the other. */
    List<Held> held(List<PriceVersion> versions) {
      return NaiveVersions.of(lineItem, versions, period, NaiveParts.span(meter, part, period));
    }
  }

  private BigDecimal amount(World world, List<PriceVersion> versions, List<Event> events) {
    List<Held> held = world.held(versions);
    return amount(
        world,
        held,
        new NaiveFacts.OfList(
            world.meter,
            world.period,
            together(held.getFirst()),
            events,
            (version, event) -> alone(version, event, world)));
  }

  private static boolean together(Held held) {
    return held.price().script().kind() == ScriptKind.ALL_CELLS;
  }

  /** Returns what an event alone costs. */
  BigDecimal alone(Held version, Event event, World world) {
    return ask(version.price(), subject(world.meter, event), world);
  }

  /**
   * What a cell costs. Each event alone where a price is so; else by count, by share of what was
   * added, or by share of time. Each version's part is kept from lifting the amount above its
   * maximum; shares are exact, and what they come to is rounded from the first on.
   */
  BigDecimal amount(World world, List<Held> held, NaiveFacts facts) {
    List<BigDecimal> parts =
        NaiveVersions.each(held.getFirst().price())
            ? facts.eachAlone(held)
            : ofUsage(world, held, facts);
    BigDecimal sum = BigDecimal.ZERO;
    for (int s = 0; s < held.size(); s++) {
      BigDecimal maximum = held.get(s).price().bounds().maximum();
      BigDecimal next = sum.add(parts.get(s));
      if (maximum != null && next.compareTo(sum) > 0 && next.compareTo(maximum) > 0) {
        next = sum.max(maximum);
      }
      sum = next;
    }
    return Money.plain(sum);
  }

  private List<BigDecimal> ofUsage(World world, List<Held> held, NaiveFacts facts) {
    if (held.size() == 1) {
      return List.of(cumulative(held.getFirst(), world, facts, held.getFirst().to()));
    }
    List<Fraction> shares =
        switch (world.meter.aggregation().type()) {
          case AVG, MAX, LATEST ->
              held.stream()
                  .map(h -> Fraction.of(ChronoUnit.MICROS.between(h.from(), h.to())))
                  .toList();
          default -> added(world, held, facts);
        };
    return shares.isEmpty() ? byCount(world, held, facts) : byShare(world, held, facts, shares);
  }

  private List<BigDecimal> byCount(World world, List<Held> held, NaiveFacts facts) {
    List<BigDecimal> parts = new ArrayList<>();
    for (int s = 0; s < held.size(); s++) {
      BigDecimal upTo = cumulative(held.get(s), world, facts, held.get(s).to());
      parts.add(
          s == 0 ? upTo : upTo.subtract(cumulative(held.get(s), world, facts, held.get(s).from())));
    }
    return parts;
  }

  private List<BigDecimal> byShare(
      World world, List<Held> held, NaiveFacts facts, List<Fraction> shares) {
    Fraction whole = shares.stream().reduce(Fraction.ZERO, Fraction::plus);
    Instant end = held.getLast().to();
    List<BigDecimal> parts = new ArrayList<>();
    Fraction exact = Fraction.ZERO;
    BigDecimal rounded = BigDecimal.ZERO;
    for (int s = 0; s < held.size(); s++) {
      if (whole.signum() == 0) {
        exact = s == 0 ? Fraction.of(cumulative(held.getFirst(), world, facts, end)) : exact;
      } else if (shares.get(s).signum() > 0) {
        Fraction price = Fraction.of(cumulative(held.get(s), world, facts, end));
        exact = exact.plus(price.times(shares.get(s)).by(whole));
      }
      parts.add(exact.rounded(12).subtract(rounded));
      rounded = exact.rounded(12);
    }
    return parts;
  }

  /** Returns what was added under each version; nothing where the count goes on. */
  private static List<Fraction> added(World world, List<Held> held, NaiveFacts facts) {
    boolean together = together(held.getFirst());
    BigDecimal allowance = world.lineItem.allowance();
    Fraction included = together || allowance == null ? Fraction.ZERO : Fraction.of(allowance);
    List<Fraction> shares = new ArrayList<>();
    Fraction up = Fraction.ZERO;
    boolean goesOn = true;
    for (Held version : held) {
      Fraction before = up.minus(included).orZero();
      for (NaiveUsage.Added added : facts.added(version)) {
        up = up.plus(added.much());
        goesOn &= !added.falls();
      }
      shares.add(up.minus(included).orZero().minus(before));
      goesOn &= version.monotone() || shares.getLast().signum() == 0;
    }
    return goesOn ? List.of() : shares;
  }

  private BigDecimal cumulative(Held held, World world, NaiveFacts facts, Instant before) {
    PriceVersion price = held.price();
    if (together(held)) {
      return ask(price, facts.together(before), world);
    }
    BigDecimal quantity = facts.quantity(before);
    BigDecimal allowance = world.lineItem.allowance();
    BigDecimal billable =
        allowance == null ? quantity : quantity.subtract(allowance).max(BigDecimal.ZERO);
    Json.Obj subject =
        Json.Obj.EMPTY.with("quantity", Json.of(Money.plain(billable).toPlainString()));
    return ask(
        price,
        allowance == null
            ? subject
            : subject.with("total", Json.of(Money.plain(quantity).toPlainString())),
        world);
  }

  private static Json.Obj subject(Meter meter, Event event) {
    BigDecimal quantity = ((Reading.Counted) meter.read(event)).quantity();
    return Json.Obj.EMPTY
        .with("quantity", Json.of(Money.plain(quantity).toPlainString()))
        .with("properties", texts(event.properties()))
        .with("event_name", Json.of(event.name()))
        .with("event_id", Json.of(event.id().value()))
        .with("timestamp", Json.of(event.occurredAt().toString()));
  }

  private static Json texts(Json value) {
    return switch (value) {
      case Json.Num number -> Json.of(Money.plain(number.value()).toPlainString());
      case Json.Arr array -> new Json.Arr(array.items().stream().map(NaiveJudge::texts).toList());
      case Json.Obj object -> {
        Map<String, Json> fields = new LinkedHashMap<>();
        object.fields().forEach((name, inner) -> fields.put(name, texts(inner)));
        yield new Json.Obj(fields);
      }
      default -> value;
    };
  }

  private BigDecimal ask(PriceVersion price, Json.Obj subject, World world) {
    Subscription subscription = world.subscription;
    Interval period = world.period;
    Json.Obj context =
        Json.Obj.EMPTY
            .with("currency", Json.of(subscription.currency().code()))
            .with("plan_id", Json.of(subscription.planId()))
            .with("subscription_id", Json.of(subscription.id()))
            .with("price_id", Json.of(price.id()))
            .with(
                "period",
                Json.Obj.EMPTY
                    .with("start", Json.of(period.from().toString()))
                    .with("end", Json.of(period.to().toString())));
    context = NaiveParts.context(context, world.meter, world.part, period);
    ScriptOutcome outcome =
        engine
            .evaluate(
                price.script(),
                List.of(new ScriptInput(subject.text(), price.params(), context.text())))
            .getFirst();
    return switch (outcome) {
      case ScriptOutcome.Priced priced ->
          priced.amount().setScale(12, java.math.RoundingMode.HALF_UP);
      case ScriptOutcome.Failed failed ->
          throw new IllegalStateException(
              "price %s gives no amount: %s".formatted(price.id(), failed.detail()));
    };
  }
}
