package io.pricewright.gateway.event;

import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventPages;
import io.pricewright.store.event.EventSearch;
import io.pricewright.store.event.StoredEvent;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds and counts stored events. Fails with {@code InvalidRequest} (no such customer). */
final class FindEvents {
  /** Most events that a total counts. */
  static final int MOST_COUNTED = 100_000;

  /** Most events whose properties one question looks at. */
  static final int MOST_LOOKED_AT = 50_000;

  private static final int PAGE = 1_000;

  private FindEvents() {}

  /**
   * Which events; null matches all.
   *
   * @param externalId whose, by an id the customer has or had
   * @param customerId the same by our id
   * @param from earliest time; null: all of a customer's and one event, else seven days ago
   * @param to first time after; null: tomorrow
   */
  record Filter(
      @Nullable EventId eventId,
      @Nullable ExternalId externalId,
      @Nullable CustomerId customerId,
      @Nullable String name,
      @Nullable String source,
      @Nullable Outcome outcome,
      @Nullable String reason,
      @Nullable Instant from,
      @Nullable Instant to) {
    /** Without a customer there is no index to go by, but for those of the last days. */
    private Instant begin(Instant now) {
      if (from != null) {
        return from;
      }
      return eventId == null && externalId == null && customerId == null
          ? now.minus(Duration.ofDays(7))
          : Instant.EPOCH;
    }

    /** Finds the customer, and returns the question to the table. */
    Future<EventSearch.Query> query(Tx tx, Instant now) {
      return Whose.find(tx, externalId, customerId)
          .map(
              whose ->
                  new EventSearch.Query(
                      eventId,
                      whose.customerNo(),
                      whose.externalId(),
                      name,
                      source,
                      outcome,
                      reason,
                      begin(now),
                      to == null ? now.plus(Duration.ofDays(1)) : to));
    }
  }

  /**
   * What to find.
   *
   * @param descending whether the newest come first
   * @param last what comes behind this position, or null
   * @param first what comes before this position, nearest to it, or null
   * @param offset how many are left out
   * @param limit at most so many
   */
  record Command(
      Filter filter,
      PropertyValues properties,
      boolean descending,
      EventPages.@Nullable Position last,
      EventPages.@Nullable Position first,
      int offset,
      int limit) {}

  /**
   * A page of events.
   *
   * @param query what was asked of the table
   * @param shown the events, in order
   * @param more whether there may be others behind them
   * @param lookedAt the last that was looked at where none was left to show, or null
   * @param total how many there are, as far as they are counted
   * @param customers ids of their customers
   */
  record Found(
      EventSearch.Query query,
      List<StoredEvent> shown,
      boolean more,
      @Nullable StoredEvent lookedAt,
      int offset,
      int total,
      Map<CustomerNo, CustomerId> customers) {}

  /** Finds a page. */
  static Future<Found> run(Tx tx, Command command, Instant now) {
    return command
        .filter()
        .query(tx, now)
        .compose(
            query -> {
              Walk walk = new Walk(tx, command, query);
              return command.properties().wanted() == null ? walk.page() : walk.scan();
            });
  }

  /** A walk over what a question finds; not thread-safe. */
  private static final class Walk {
    private final Tx tx;
    private final Command command;
    private final EventSearch.Query query;
    private final boolean descending;
    private final List<StoredEvent> shown = new ArrayList<>();
    private EventPages.@Nullable Position behind;
    private @Nullable StoredEvent seen;
    private int lookedAt;
    private int matched;

    Walk(Tx tx, Command command, EventSearch.Query query) {
      this.tx = tx;
      this.command = command;
      this.query = query;
      // What comes before a position is walked backwards from it.
      this.descending = command.descending() == (command.first() == null);
      this.behind = command.first() == null ? command.last() : command.first();
    }

    /** The table finds them all. */
    Future<Found> page() {
      EventSearch.Part part =
          new EventSearch.Part(descending, behind, command.offset(), command.limit() + 1);
      Future<List<StoredEvent>> page = EventSearch.part(tx, query, part);
      Future<Integer> total = EventSearch.count(tx, query, MOST_COUNTED);
      return Future.join(page, total)
          .compose(
              both -> {
                page.result().stream().limit(command.limit()).forEach(shown::add);
                return found(page.result().size() > command.limit(), null, total.result());
              });
    }

    /** Properties are looked at here, page by page, and counted as far as that goes. */
    Future<Found> scan() {
      return EventSearch.part(tx, query, new EventSearch.Part(descending, behind, 0, PAGE))
          .compose(
              page -> {
                page.forEach(this::look);
                boolean end = page.size() < PAGE;
                if (!end && lookedAt < MOST_LOOKED_AT) {
                  behind = EventPages.Position.of(page.getLast());
                  return scan();
                }
                boolean beyond = matched > command.offset() + command.limit();
                return found(beyond || !end, beyond || end ? null : seen, matched);
              });
    }

    private void look(StoredEvent event) {
      lookedAt++;
      seen = event;
      if (command.properties().in(event)) {
        matched++;
        if (matched > command.offset() && shown.size() < command.limit()) {
          shown.add(event);
        }
      }
    }

    private Future<Found> found(boolean more, @Nullable StoredEvent last, int total) {
      List<StoredEvent> ordered =
          command.first() == null ? List.copyOf(shown) : shown.reversed().stream().toList();
      return customers(tx, ordered)
          .map(ids -> new Found(query, ordered, more, last, command.offset(), total, ids));
    }
  }

  private static Future<Map<CustomerNo, CustomerId>> customers(Tx tx, List<StoredEvent> events) {
    List<CustomerNo> numbers =
        events.stream().map(StoredEvent::customerNo).filter(Objects::nonNull).distinct().toList();
    return Customers.findAll(tx, numbers)
        .map(
            found -> {
              Map<CustomerNo, CustomerId> ids = new HashMap<>();
              found.forEach(customer -> ids.put(customer.customerNo(), customer.id()));
              return ids;
            });
  }
}
