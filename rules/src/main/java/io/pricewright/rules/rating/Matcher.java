package io.pricewright.rules.rating;

import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.Reading;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.ItemSpan;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.ServicePeriod;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.rules.usage.Contribution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the line items on which events count. Remembers cut periods: make one a batch. */
public final class Matcher {

  private final Catalogue catalogue;
  private final Map<CellKey, CellModel> cells = new HashMap<>();
  // Events of a line item lie near each other in time: mostly the period is the last one.
  private final Map<LineItemNo, CellModel> latest = new HashMap<>();

  /** Matches against a catalogue. */
  public Matcher(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Matches an event on all line items of its customer. */
  public Match match(@Nullable CustomerBook book, Event event) {
    return match(book, event, lineItem -> true);
  }

  /**
   * Matches an event on some line items of its customer.
   *
   * @param book the customer's subscriptions; null when there is no such customer
   * @param lineItems which line items, by number
   */
  public Match match(@Nullable CustomerBook book, Event event, Predicate<LineItemNo> lineItems) {
    List<Meter> meters = catalogue.metersOf(event.name());
    List<Meter> retired = catalogue.retiredOf(event.name());
    if (meters.isEmpty() && retired.isEmpty()) {
      return new Match(List.of(), List.of(), book == null ? "no_customer" : "no_meter");
    }
    List<Hit> hits = new ArrayList<>(1);
    List<Entry> notCounted = new ArrayList<>(0);
    String reason = meters.isEmpty() ? "no_meter" : "filter_mismatch";
    for (Meter meter : meters) {
      if (meter.firstMismatch(event.properties()) != null) {
        continue;
      }
      switch (meter.read(event)) {
        case Reading.NotCounted refused -> {
          notCounted.add(Entry.notCounted(meter.id(), refused.reason()));
          reason = weaker(reason, "bad_quantity");
        }
        case Reading.Counted counted -> {
          int before = hits.size();
          if (book != null) {
            collect(book, meter, event, counted, lineItems, hits);
          }
          if (hits.size() == before) {
            reason = book == null ? "no_customer" : missing(book, event);
          }
        }
      }
    }
    for (Meter meter : retired) {
      if (book != null
          && meter.firstMismatch(event.properties()) == null
          && meter.read(event) instanceof Reading.Counted counted) {
        collect(book, meter, event, counted, lineItems, hits);
      }
    }
    if (book == null && hits.isEmpty()) {
      reason = "no_customer";
    }
    return new Match(hits, notCounted, hits.isEmpty() ? reason : null);
  }

  private static String weaker(String known, String found) {
    return known.equals("filter_mismatch") ? found : known;
  }

  private static String missing(CustomerBook book, Event event) {
    boolean subscribed =
        book.subscriptions().stream().anyMatch(one -> one.covers(event.occurredAt()));
    return subscribed ? "no_price" : "no_subscription";
  }

  private void collect(
      CustomerBook book,
      Meter meter,
      Event event,
      Reading.Counted counted,
      Predicate<LineItemNo> lineItems,
      List<Hit> hits) {
    for (Subscription subscription : book.subscriptions()) {
      for (LineItem lineItem : subscription.lineItems()) {
        List<PriceVersion> versions = catalogue.lineage(lineItem.lineageId());
        if (versions.isEmpty()
            || !meter.id().equals(versions.getFirst().meterId())
            || !lineItem.covers(event.occurredAt())
            || !lineItems.test(lineItem.no())) {
          continue;
        }
        hits.add(hit(book.customerNo(), subscription, lineItem, meter, versions, event, counted));
      }
    }
  }

  private Hit hit(
      CustomerNo customerNo,
      Subscription subscription,
      LineItem lineItem,
      Meter meter,
      List<PriceVersion> versions,
      Event event,
      Reading.Counted counted) {
    CellModel last = latest.get(lineItem.no());
    boolean plain =
        meter.aggregation().bucketSize() == null && meter.aggregation().groupBy() == null;
    if (last != null && plain && last.holds(event.occurredAt())) {
      return hit(last, event, counted);
    }
    ServicePeriod period = periodOf(lineItem, meter, event.occurredAt());
    String part = CellModel.seesAll(versions.getFirst()) ? "" : meter.part(event).text();
    CellKey key = new CellKey(customerNo, lineItem.no(), period.key(), part);
    CellModel cell =
        cells.computeIfAbsent(key, k -> model(subscription, lineItem, meter, versions, k, period));
    latest.put(lineItem.no(), cell);
    return hit(cell, event, counted);
  }

  private static CellModel model(
      Subscription subscription,
      LineItem lineItem,
      Meter meter,
      List<PriceVersion> versions,
      CellKey key,
      ServicePeriod period) {
    Interval priced = Parted.span(meter, key.part(), period.whole());
    return new CellModel(
        subscription,
        lineItem,
        meter,
        key,
        period.whole(),
        Segment.cut(period, priced, lineItem, versions));
  }

  /** What moved a level before a cell begins stands from its begin on. */
  private static Hit hit(CellModel cell, Event event, Reading.Counted counted) {
    String part = cell.seesAll() ? cell.meter().part(event).text() : "";
    boolean earlier = cell.carries() && event.occurredAt().isBefore(cell.begin());
    return new Hit(
        cell,
        event,
        new Contribution(
            event.key(),
            counted.quantity(),
            earlier ? cell.begin() : event.occurredAt(),
            Parted.unique(counted.unique(), part),
            part));
  }

  /**
   * Returns what prices a stored cell today, or null when its line item, meter or price is gone.
   */
  public @Nullable CellModel model(CustomerBook book, CellKey key) {
    for (Subscription subscription : book.subscriptions()) {
      for (LineItem lineItem : subscription.lineItems()) {
        if (!lineItem.no().equals(key.lineItemNo())) {
          continue;
        }
        List<PriceVersion> versions = catalogue.lineage(lineItem.lineageId());
        MeterId meterId = versions.isEmpty() ? null : versions.getFirst().meterId();
        Meter meter = meterId == null ? null : catalogue.meter(meterId);
        if (meter == null) {
          return null;
        }
        ServicePeriod period = periodOf(lineItem, meter, key.periodStart());
        return model(subscription, lineItem, meter, versions, key, period);
      }
    }
    return null;
  }

  /**
   * Returns the hit of a stored event on a cell it is already in, whatever the filters say today;
   * empty when the meter can no longer read a quantity.
   */
  public static java.util.Optional<Hit> hit(CellModel cell, Event event) {
    return switch (cell.meter().read(event)) {
      case Reading.NotCounted refused -> java.util.Optional.empty();
      case Reading.Counted counted -> java.util.Optional.of(hit(cell, event, counted));
    };
  }

  /** Returns the meters on which an event moves a level that is held. */
  public List<Meter> levels(Event event) {
    List<Meter> levels = new ArrayList<>(0);
    for (List<Meter> meters :
        List.of(catalogue.metersOf(event.name()), catalogue.retiredOf(event.name()))) {
      for (Meter meter : meters) {
        if (meter.aggregation().type() == AggregationType.WEIGHTED_SUM
            && counted(meter, event) != null) {
          levels.add(meter);
        }
      }
    }
    return levels;
  }

  /** Returns what a meter counts of an event by its filters of today, or null for nothing. */
  public static Reading.@Nullable Counted counted(Meter meter, Event event) {
    return meter.eventName().equals(event.name())
            && meter.firstMismatch(event.properties()) == null
            && meter.read(event) instanceof Reading.Counted counted
        ? counted
        : null;
  }

  /** Returns whether an event moved the level with which a cell begins. */
  public static boolean carried(CellModel cell, Event event) {
    Instant end = cell.lineItem().end();
    return cell.carries()
        && (end == null || cell.begin().isBefore(end))
        && event.occurredAt().isBefore(cell.begin())
        && counted(cell.meter(), event) != null
        && (cell.seesAll() || cell.meter().part(event).text().equals(cell.key().part()));
  }

  /**
   * Returns the cells into which a level is carried that stood at an instant: all that begin after
   * it, and until another.
   *
   * @param part whose level
   */
  public List<CellModel> carriedInto(
      CustomerBook book, Meter meter, String part, Instant after, Instant until) {
    List<CellModel> later = new ArrayList<>(0);
    for (Sold sold : sold(book, meter)) {
      LineItem lineItem = sold.lineItem();
      String own = CellModel.seesAll(sold.versions().getFirst()) ? "" : part;
      for (ServicePeriod period : begun(lineItem, after, until)) {
        CellKey key = new CellKey(book.customerNo(), lineItem.no(), period.key(), own);
        CellModel cell = model(sold.subscription(), lineItem, meter, sold.versions(), key, period);
        if (cell.carries()) {
          later.add(cell);
        }
      }
    }
    return later;
  }

  /** A line item that is priced by a meter, with the versions of its price. */
  private record Sold(Subscription subscription, LineItem lineItem, List<PriceVersion> versions) {}

  /** Returns the line items on a meter into whose periods a level can be carried. */
  private List<Sold> sold(CustomerBook book, Meter meter) {
    List<Sold> sold = new ArrayList<>(1);
    for (Subscription subscription : book.subscriptions()) {
      for (LineItem lineItem : subscription.lineItems()) {
        List<PriceVersion> versions = catalogue.lineage(lineItem.lineageId());
        if (!versions.isEmpty()
            && meter.id().equals(versions.getFirst().meterId())
            && meter.reset() != ResetUsage.NEVER) {
          sold.add(new Sold(subscription, lineItem, versions));
        }
      }
    }
    return sold;
  }

  /** Returns the periods of a line item that begin in it after an instant and until another. */
  private static List<ServicePeriod> begun(LineItem lineItem, Instant after, Instant until) {
    List<ServicePeriod> begun = new ArrayList<>(0);
    Instant end = lineItem.end();
    Instant start = lineItem.start();
    ItemSpan span = lineItem.span();
    ServicePeriod period = span.counted(after.isBefore(start) ? start : after);
    while (true) {
      Instant begin = period.served().from();
      if (begin.isAfter(until) || (end != null && !begin.isBefore(end))) {
        return begun;
      }
      if (begin.isAfter(after)) {
        begun.add(period);
      }
      period = span.counted(period.whole().to());
    }
  }

  /** Returns when a level on a meter is next carried into a cell, or null when it is not. */
  public @Nullable Instant nextBegin(CustomerBook book, Meter meter, Instant after) {
    Instant next = null;
    for (Sold sold : sold(book, meter)) {
      LineItem lineItem = sold.lineItem();
      Instant end = lineItem.end();
      Instant begin =
          after.isBefore(lineItem.start())
              ? lineItem.start()
              : lineItem.span().counted(after).whole().to();
      if ((end == null || begin.isBefore(end)) && (next == null || begin.isBefore(next))) {
        next = begin;
      }
    }
    return next;
  }

  /**
   * Returns the period of a line item in which what a meter counts at an instant counts together:
   * {@code key} names its cells.
   */
  public static ServicePeriod periodOf(LineItem lineItem, Meter meter, Instant at) {
    ItemSpan span = lineItem.span();
    return meter.reset() == ResetUsage.NEVER ? span.countedForLife(at) : span.counted(at);
  }
}
