package io.pricewright.gateway.invoice;

import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.subscription.ReadSubscriptions;
import io.pricewright.rules.billing.BilledItem;
import io.pricewright.rules.billing.Earning;
import io.pricewright.rules.billing.FixedCadence;
import io.pricewright.rules.billing.FixedItem;
import io.pricewright.rules.billing.ProrationUnit;
import io.pricewright.rules.billing.QuantitySpan;
import io.pricewright.rules.billing.ScriptedPrice;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rating.Cell;
import io.pricewright.rules.rating.Matcher;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Proration;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.rules.wallet.Use;
import io.pricewright.store.customer.CustomerBooks;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.CreditUseRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.row.UsageCellRow;
import io.pricewright.store.subscription.Subscriptions;
import io.pricewright.store.usage.UsageCells;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what the line items of a subscription owe within a span of time. */
final class BilledItems {
  private final Snapshots snapshots;
  private final ScriptEngine engine;

  BilledItems(Snapshots snapshots, ScriptEngine engine) {
    this.snapshots = snapshots;
    this.engine = engine;
  }

  /**
   * What was read.
   *
   * @param lines the line items and their prices, by number
   * @param items what is due of each; fixed ones are priced on the script pool
   * @param meters of usage, by line item
   * @param quantities used, by line item and service period
   * @param draws what credits paid of usage, by line item and service period
   */
  record Read(
      Map<LineItemNo, ReadSubscriptions.Line> lines,
      List<BilledItem> items,
      Map<LineItemNo, Meter> meters,
      Map<Use.Key, BigDecimal> quantities,
      Map<Use.Key, BigDecimal> draws) {}

  /** Reads; fails with {@code Problem.InvalidOperation} when the subscription is a draft. */
  Future<Read> read(Tx tx, ReadSubscriptions.Whole whole, Interval span) {
    CustomerNo customerNo = whole.row().customerNo();
    Future<Catalogue> catalogue = snapshots.catalogue(tx);
    return CustomerBooks.load(tx, List.of(customerNo))
        .compose(
            books ->
                catalogue.compose(
                    known ->
                        read(tx, whole, subscription(books.get(customerNo), whole), known, span)));
  }

  /** Reads it of a subscription as rating knows it. */
  Future<Read> read(
      Tx tx,
      ReadSubscriptions.Whole whole,
      Subscription subscription,
      Catalogue catalogue,
      Interval span) {
    CustomerNo customerNo = whole.row().customerNo();
    List<LineItemNo> numbers = subscription.lineItems().stream().map(LineItem::no).toList();
    Future<List<UsageCellRow>> cells = UsageCells.within(tx, customerNo, numbers, span);
    return cells
        .compose(found -> draws(tx, customerNo, found))
        .map(draws -> put(whole, subscription, catalogue, cells.result(), draws));
  }

  private static Subscription subscription(
      @Nullable CustomerBook book, ReadSubscriptions.Whole whole) {
    return (book == null ? List.<Subscription>of() : book.subscriptions())
        .stream()
            .filter(one -> one.id().equals(whole.row().id()))
            .findFirst()
            .orElseThrow(
                () ->
                    new ProblemException(
                        new Problem.InvalidOperation(
                            "A draft subscription owes nothing: activate it first.")));
  }

  /** Only what has a cell was drawn for. */
  private static Future<Map<Use.Key, BigDecimal>> draws(
      Tx tx, CustomerNo customerNo, Collection<UsageCellRow> cells) {
    List<LineItemNo> items = distinct(cells, UsageCellRow::lineItemNo);
    List<Instant> periods = distinct(cells, UsageCellRow::periodStart);
    Where<CreditUseRow> ofCells =
        Where.is(CreditUseRow.CUSTOMER_NO, customerNo)
            .andAny(CreditUseRow.LINE_ITEM_NO, items)
            .andAny(CreditUseRow.PERIOD_START, periods);
    return CreditUseRow.TABLE
        .list(tx, ofCells, items.size() * periods.size(), 0)
        .map(
            uses -> {
              Map<Use.Key, BigDecimal> draws = new HashMap<>();
              for (CreditUseRow row : uses) {
                Use.Key key = new Use.Key(row.lineItemNo(), row.periodStart());
                draws.put(key, Use.fromRow(key, row.state()).drawn());
              }
              return draws;
            });
  }

  private static <T> List<T> distinct(
      Collection<UsageCellRow> cells, Function<UsageCellRow, T> column) {
    return cells.stream().map(column).distinct().toList();
  }

  private Read put(
      ReadSubscriptions.Whole whole,
      Subscription subscription,
      Catalogue catalogue,
      Collection<UsageCellRow> cells,
      Map<Use.Key, BigDecimal> draws) {
    Map<LineItemNo, Map<Instant, BigDecimal>> booked = new HashMap<>();
    for (UsageCellRow cell : cells) {
      booked
          .computeIfAbsent(cell.lineItemNo(), no -> new HashMap<>())
          .merge(cell.periodStart(), cell.booked(), BigDecimal::add);
    }
    Map<LineItemNo, ReadSubscriptions.Line> lines = new HashMap<>();
    whole.lines().forEach(line -> lines.put(line.row().lineItemNo(), line));
    List<BilledItem> items = new ArrayList<>();
    Map<LineItemNo, Meter> meters = new HashMap<>();
    for (LineItem item : subscription.lineItems()) {
      ReadSubscriptions.Line line = line(lines, item);
      List<PriceVersion> versions = catalogue.lineage(item.lineageId());
      if (versions.getFirst().meterId() == null) {
        items.add(
            fixed(
                subscription,
                whole.row(),
                item,
                versions,
                FixedCadence.of(line.price().billingPeriod(), line.price().invoiceCadence()),
                line.quantities()));
      } else {
        Meter meter = Objects.requireNonNull(catalogue.meter(versions.getFirst().meterId()));
        meters.put(item.no(), meter);
        items.add(
            new BilledItem.Usage(
                item.no(),
                item.span(),
                booked.getOrDefault(item.no(), Map.of()),
                null,
                meter.reset() == ResetUsage.NEVER));
      }
    }
    return new Read(lines, items, meters, quantities(subscription, cells, meters), draws);
  }

  private BilledItem.Fixed fixed(
      Subscription subscription,
      SubscriptionRow row,
      LineItem item,
      List<PriceVersion> versions,
      FixedCadence cadence,
      List<QuantitySpan.Change> quantities) {
    ScriptedPrice price = new ScriptedPrice(engine, subscription, item, versions);
    return new BilledItem.Fixed(
        item.no(), item.span(), facts(row, item, quantities), cadence, price);
  }

  /**
   * Returns how what was asked in advance of a line item and period is earned; on the script pool's
   * threads.
   *
   * @param period the key of the service period
   * @param now when all is earned of a period that the item does not serve any more
   * @param quantities of the line item, ascending; none: it has had one since it began
   */
  Earning earning(
      Subscription subscription,
      SubscriptionRow row,
      LineItem item,
      Catalogue catalogue,
      Instant period,
      Instant now,
      List<QuantitySpan.Change> quantities) {
    // Of one quantity for good what is earned does not depend on it.
    BilledItem.Fixed fixed =
        fixed(
            subscription,
            row,
            item,
            catalogue.lineage(item.lineageId()),
            FixedCadence.ADVANCE,
            quantities.isEmpty()
                ? List.of(new QuantitySpan.Change(item.start(), BigDecimal.ONE))
                : quantities);
    return fixed
        .span()
        .keyed(period)
        .map(fixed::earning)
        .orElseGet(() -> Earning.over(now, item.clock().zone()));
  }

  private static Map<Use.Key, BigDecimal> quantities(
      Subscription subscription, Collection<UsageCellRow> cells, Map<LineItemNo, Meter> meters) {
    Map<LineItemNo, LineItem> items =
        subscription.lineItems().stream()
            .collect(Collectors.toMap(LineItem::no, Function.identity()));
    Map<Use.Key, BigDecimal> quantities = new HashMap<>();
    for (UsageCellRow row : cells) {
      Meter meter = meters.get(row.lineItemNo());
      LineItem item = items.get(row.lineItemNo());
      if (meter != null && item != null) {
        Interval whole = Matcher.periodOf(item, meter, row.periodStart()).whole();
        Cell cell = UsageCells.cell(row, meter.aggregation().type());
        quantities.merge(
            new Use.Key(row.lineItemNo(), row.periodStart()),
            Money.round12(cell.quantity(meter.aggregation(), whole)),
            BigDecimal::add);
      }
    }
    return quantities;
  }

  /** Where no shares are asked for, a first and a last period count whole. */
  private static FixedItem facts(
      SubscriptionRow row, LineItem item, List<QuantitySpan.Change> quantities) {
    Instant end = item.end();
    Proration first = row.prorationBehavior();
    // Who ends the subscription says nothing of an item that ends by itself.
    Proration last = end != null && end.equals(row.endDate()) ? Subscriptions.atEnd(row) : first;
    return new FixedItem(
        item.clock(),
        FixedItem.countedFrom(item.clock(), item.span().paidFrom(), first.shares()),
        end == null ? null : FixedItem.countedTo(item.clock(), end, last.shares()),
        since(quantities, item.span().paidFrom()),
        List.of(),
        ProrationUnit.TIME);
  }

  /** What changes on trial counts as if it had been so from the first day that is paid for. */
  private static List<QuantitySpan.Change> since(
      List<QuantitySpan.Change> quantities, Instant paidFrom) {
    List<QuantitySpan.Change> since = new ArrayList<>();
    for (QuantitySpan.Change one : quantities) {
      if (!one.from().isAfter(paidFrom)) {
        since.clear();
      }
      since.add(one);
    }
    return since;
  }

  private static ReadSubscriptions.Line line(
      Map<LineItemNo, ReadSubscriptions.Line> lines, LineItem item) {
    ReadSubscriptions.Line line = lines.get(item.no());
    if (line == null) {
      throw new ProblemException(
          new Problem.InvalidOperation(
              "The subscription has more line items than an invoice can have: " + lines.size()));
    }
    return line;
  }
}
