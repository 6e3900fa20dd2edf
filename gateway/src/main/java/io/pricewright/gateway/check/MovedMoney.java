package io.pricewright.gateway.check;

import io.pricewright.gateway.rating.rerating.AttachPrice;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.judge.NaiveJudge;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.store.catalogue.CatalogueReader;
import io.pricewright.store.customer.CustomerBooks;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventPages;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.ledger.Books;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.SubscriptionLineItemRow;
import io.pricewright.store.subscription.LineItems;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a price would move, asked in the transaction that made it and takes it back: by
 * the naive model over stored events, against what is booked. Of many customers, or of much usage,
 * it judges the first and says so.
 */
public final class MovedMoney {
  /** Most customers that are judged. */
  public static final int MOST_CUSTOMERS = 100;

  /** Most events that are judged, of all customers together. */
  public static final int MOST_EVENTS = 20_000;

  private static final int PAGE = 1_000;

  private final ScriptPool scripts;
  private final ScriptEngine engine;

  /** Judges with an engine, on its threads. */
  public MovedMoney(ScriptPool scripts, ScriptEngine engine) {
    this.scripts = scripts;
    this.engine = engine;
  }

  /** What moves; grows while it is worked out, on one context. */
  public static final class Moved {
    private final Set<CustomerNo> customers = new HashSet<>();
    private final Set<List<Object>> closed = new HashSet<>();
    private final Map<String, BigDecimal> amounts = new TreeMap<>();
    private int events;
    private boolean partial;

    /** Returns how many customers pay another amount. */
    public long customers() {
      return customers.size();
    }

    /** Returns how many periods of line items that are over cost another amount. */
    public long closedPeriods() {
      return closed.size();
    }

    /** Returns by how much all amounts together move, by currency. */
    public Map<String, BigDecimal> amounts() {
      return Map.copyOf(amounts);
    }

    /** Returns whether there is more than was judged. */
    public boolean partial() {
      return partial;
    }
  }

  /** A customer's line items that are judged, and until when each was asked for. */
  private record Asked(CustomerNo customerNo, Map<LineItemNo, Instant> until) {}

  /** Returns what moves on the line items that follow a lineage. */
  public Future<Moved> ofLineage(Tx tx, LineageId lineage, Instant now) {
    return LineItems.following(tx, lineage, LineItemNo.NONE, PAGE)
        .map(
            lines -> {
              Map<CustomerNo, Map<LineItemNo, Instant>> byCustomer = new LinkedHashMap<>();
              lines.forEach(
                  line ->
                      byCustomer
                          .computeIfAbsent(line.row().customerNo(), no -> new HashMap<>())
                          .put(
                              line.row().lineItemNo(),
                              LineItems.askedUntil(line.row(), line.closedThrough(), now)));
              List<Asked> asked = new ArrayList<>();
              byCustomer.forEach((no, own) -> asked.add(new Asked(no, own)));
              return asked;
            })
        .compose(asked -> all(tx, asked));
  }

  /**
   * Returns what moves when a plan's subscriptions get a price that it got after them. Gives it to
   * them in the transaction, which is to be taken back.
   */
  public Future<Moved> ofNew(Tx tx, PriceRow price, @Nullable Instant from, Instant now) {
    return LineItems.without(
            tx, price.entityId(), price.lineageId(), new SubscriptionId(""), MOST_CUSTOMERS + 1)
        .compose(
            lacking -> {
              Future<Void> each = Future.succeededFuture();
              for (LineItems.Lacking one : lacking) {
                each =
                    each.compose(done -> AttachPrice.line(tx, price, one, from, now))
                        .compose(
                            line ->
                                line.isEmpty()
                                    ? Future.succeededFuture()
                                    : SubscriptionLineItemRow.TABLE.add(tx, line.get()));
              }
              return each;
            })
        .compose(added -> ofLineage(tx, price.lineageId(), now));
  }

  private static CustomerBook only(CustomerBook book, Set<LineItemNo> lines) {
    List<Subscription> subscriptions =
        book.subscriptions().stream()
            .map(
                one ->
                    new Subscription(
                        one.id(),
                        one.planId(),
                        one.currency(),
                        one.clock(),
                        one.start(),
                        one.end(),
                        one.lineItems().stream()
                            .filter(item -> lines.contains(item.no()))
                            .toList()))
            .toList();
    return new CustomerBook(
        book.customerNo(), book.customerId(), book.externalId(), book.version(), subscriptions);
  }

  private Future<Moved> all(Tx tx, List<Asked> asked) {
    Moved moved = new Moved();
    moved.partial = asked.size() > MOST_CUSTOMERS;
    return CatalogueReader.load(tx)
        .compose(
            catalogue -> {
              Future<Void> each = Future.succeededFuture();
              for (Asked one : asked.subList(0, Math.min(asked.size(), MOST_CUSTOMERS))) {
                each = each.compose(done -> one(tx, catalogue, one, moved));
              }
              return each;
            })
        .map(moved);
  }

  private Future<Void> one(Tx tx, Catalogue catalogue, Asked asked, Moved moved) {
    CustomerNo no = asked.customerNo();
    List<StoredEvent> events = new ArrayList<>();
    Future<Map<CustomerNo, CustomerBook>> book = CustomerBooks.load(tx, List.of(no));
    Future<Void> log = read(tx, no, EventPages.Position.START, events, moved);
    Future<Books> books = Books.read(tx, no);
    return Future.join(book, log, books)
        .compose(
            read -> {
              CustomerBook known = book.result().get(no);
              moved.events += events.size();
              return known == null || moved.partial
                  ? Future.succeededFuture()
                  : scripts.run(
                      () -> {
                        judge(
                            catalogue,
                            only(known, asked.until().keySet()),
                            asked,
                            events,
                            books.result(),
                            moved);
                        return null;
                      });
            });
  }

  private static Future<Void> read(
      Tx tx, CustomerNo no, EventPages.Position after, List<StoredEvent> events, Moved moved) {
    return EventPages.page(tx, no, Instant.EPOCH, Interval.END_OF_TIME, Long.MAX_VALUE, after, PAGE)
        .compose(
            page -> {
              events.addAll(page);
              moved.partial |= moved.events + events.size() > MOST_EVENTS;
              return page.size() < PAGE || moved.partial
                  ? Future.succeededFuture()
                  : read(tx, no, EventPages.Position.of(page.getLast()), events, moved);
            });
  }

  private void judge(
      Catalogue catalogue,
      CustomerBook book,
      Asked asked,
      List<StoredEvent> stored,
      Books books,
      Moved moved) {
    List<Event> events = new ArrayList<>();
    Set<List<Object>> parked = new HashSet<>();
    for (StoredEvent one : stored) {
      if (one.outcome() != Outcome.VOIDED) {
        events.add(one.event());
        one.entries().stream()
            .filter(entry -> entry.status() == Entry.Status.PARKED)
            .forEach(entry -> parked.add(List.of(one.event().key(), entry.lineItemNo())));
      }
    }
    Map<CellKey, BigDecimal> due;
    try {
      due =
          new NaiveJudge(engine, catalogue)
              .amounts(book, events, (event, line) -> parked.contains(List.of(event.key(), line)));
    } catch (IllegalStateException e) {
      moved.partial = true; // A script gives no amount: what it asks is not known.
      return;
    }
    Set<CellKey> keys = new HashSet<>(due.keySet());
    books.booked().keySet().stream()
        .filter(key -> asked.until().containsKey(key.lineItemNo()))
        .forEach(keys::add);
    for (CellKey key : keys) {
      BigDecimal by =
          due.getOrDefault(key, BigDecimal.ZERO)
              .subtract(books.booked().getOrDefault(key, BigDecimal.ZERO));
      if (by.signum() != 0) {
        moved.customers.add(asked.customerNo());
        moved.amounts.merge(currency(book, key), by, BigDecimal::add);
        if (key.periodStart().isBefore(asked.until().getOrDefault(key.lineItemNo(), Instant.MIN))) {
          moved.closed.add(List.of(asked.customerNo(), key.lineItemNo(), key.periodStart()));
        }
      }
    }
  }

  private static String currency(CustomerBook book, CellKey key) {
    return book.subscriptions().stream()
        .filter(
            one -> one.lineItems().stream().anyMatch(item -> item.no().equals(key.lineItemNo())))
        .map(one -> one.currency().code())
        .findFirst()
        .orElse("");
  }
}
