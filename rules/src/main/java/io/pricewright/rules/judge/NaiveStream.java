package io.pricewright.rules.judge;

import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.Reading;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Works out what a customer owes as {@link NaiveJudge} does, from events that come one by one in
 * order of time and key. It keeps what each cell's amount is made of and no event, so a customer
 * may have any number of them.
 */
public final class NaiveStream {
  private final CustomerBook book;
  private final NaiveJudge judge;
  private final Instant now;
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, List<Line>> byEvent = new HashMap<>();

  /**
   * Judges a customer.
   *
   * @param now until when periods have begun, into which levels are carried
   */
  public NaiveStream(ScriptEngine engine, Catalogue catalogue, CustomerBook book, Instant now) {
    this.book = book;
    this.now = now;
    this.judge = new NaiveJudge(engine, catalogue);
    for (Subscription subscription : book.subscriptions()) {
      for (LineItem lineItem : subscription.lineItems()) {
        List<PriceVersion> versions = catalogue.lineage(lineItem.lineageId());
        MeterId meterId = versions.isEmpty() ? null : versions.getFirst().meterId();
        Meter meter = meterId == null ? null : catalogue.meter(meterId);
        if (meter != null) {
          Line line = new Line(subscription, lineItem, versions, meter);
          lines.add(line);
          byEvent.computeIfAbsent(meter.eventName(), name -> new ArrayList<>()).add(line);
        }
      }
    }
  }

  /**
   * Adds the next event that is not voided, and returns on which line items it has to be rated or
   * parked.
   *
   * @param parked tells of a line item whether it is parked there
   */
  public List<LineItemNo> add(Event event, Predicate<LineItemNo> parked) {
    List<LineItemNo> due = new ArrayList<>();
    for (Line line : byEvent.getOrDefault(event.name(), List.of())) {
      if (line.add(event, parked)) {
        due.add(line.item.no());
      }
    }
    return due;
  }

  /** Returns what each cell should have booked; nothing is added any more. */
  public Map<CellKey, BigDecimal> amounts() {
    Map<CellKey, BigDecimal> amounts = new TreeMap<>(NaiveJudge.KEYS);
    lines.forEach(line -> line.amounts(amounts));
    return amounts;
  }

  /** What stands of a level. */
  private record Level(BigDecimal level, boolean returns) {
    Level plus(Level other) {
      return new Level(level.add(other.level), returns || other.returns);
    }
  }

  /** A line item, and its cells by period and part. */
  private final class Line {
    private final Subscription subscription;
    private final LineItem whole;
    private final LineItem item;
    private final List<PriceVersion> versions;
    private final Meter meter;
    private final boolean together;
    private final boolean carries;
    private final NaivePeriods clock;
    private final Map<Interval, Map<String, NaiveCell>> periods = new LinkedHashMap<>();
    private final Map<String, Level> levels = new TreeMap<>();
    private @Nullable Interval opening;

    private Line(
        Subscription subscription, LineItem whole, List<PriceVersion> versions, Meter meter) {
      PriceVersion first = versions.getFirst();
      this.subscription = subscription;
      this.whole = whole;
      this.item = NaiveJudge.paid(whole);
      this.versions = versions;
      this.meter = meter;
      this.together = first.script().kind() == ScriptKind.ALL_CELLS;
      this.clock = new NaivePeriods(first.term(), item.clock().anchor(), item.clock().zone());
      this.carries =
          now.isAfter(Instant.MIN)
              && meter.aggregation().type() == AggregationType.WEIGHTED_SUM
              && !NaiveVersions.each(first);
      this.opening = carries ? clock.of(item.start()) : null;
    }

    private boolean add(Event event, Predicate<LineItemNo> parked) {
      boolean matches =
          meter.filters().stream().allMatch(filter -> filter.matches(event.properties()));
      if (!matches || !(meter.read(event) instanceof Reading.Counted reading)) {
        return false;
      }
      Instant at = event.occurredAt();
      open(at);
      boolean covered = item.covers(at);
      String part = NaiveParts.part(meter, event);
      if (covered && !parked.test(item.no())) {
        cell(period(at), part).add(event, part, reading);
      }
      if (carries) {
        Level moved = new Level(reading.quantity(), reading.quantity().signum() < 0);
        levels.merge(part, moved, Level::plus);
      }
      return whole.covers(at);
    }

    private Interval period(Instant at) {
      return meter.reset() == ResetUsage.NEVER
          ? new Interval(item.start(), NaiveJudge.ENDLESS)
          : clock.of(at);
    }

    private NaiveCell cell(Interval period, String part) {
      String name = together ? "" : part;
      return periods
          .computeIfAbsent(period, any -> new TreeMap<>())
          .computeIfAbsent(
              name,
              any -> {
                NaiveJudge.World world =
                    new NaiveJudge.World(subscription, item, meter, period, name);
                return new NaiveCell(judge, world, world.held(versions), together);
              });
    }

    /** Opens the periods that begin up to an instant with the levels that stand. */
    private void open(Instant at) {
      while (opening != null && !begin(opening).isAfter(at)) {
        Interval period = opening;
        Instant begin = begin(period);
        if (item.end() != null && !begin.isBefore(item.end())) {
          opening = null;
          return;
        }
        levels.forEach(
            (part, level) -> {
              if (level.level().signum() != 0) {
                cell(period, part).carry(begin, part, level.level(), level.returns());
              }
            });
        opening = clock.of(period.to());
      }
    }

    private Instant begin(Interval period) {
      return item.start().isAfter(period.from()) ? item.start() : period.from();
    }

    private void amounts(Map<CellKey, BigDecimal> amounts) {
      open(now);
      periods.forEach(
          (period, cells) -> {
            boolean begun =
                !begin(period).isAfter(now) || cells.values().stream().anyMatch(NaiveCell::own);
            cells.forEach(
                (part, cell) -> {
                  if (begun) {
                    CellKey key =
                        new CellKey(
                            book.customerNo(), item.no(), NaiveJudge.key(whole, period), part);
                    amounts.put(key, cell.amount());
                  }
                });
          });
    }
  }
}
