package io.pricewright.gateway.event;

import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.EventSearch;
import io.pricewright.store.event.StoredEvent;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds stored events, newest first. Fails with no problem. */
final class FindEvents {
  private FindEvents() {}

  /**
   * What to find.
   *
   * @param eventId this event alone, or null
   * @param before those behind this position, or null
   * @param limit at most so many
   */
  record Command(
      EventSearch.Query query,
      @Nullable String eventId,
      EventLog.@Nullable Position before,
      PropertyValues properties,
      int limit) {}

  /**
   * A page of events.
   *
   * @param read all that were looked at
   * @param shown those whose properties have the values
   * @param more whether there are others behind them
   * @param customers ids of their customers
   */
  record Found(
      List<StoredEvent> read,
      List<StoredEvent> shown,
      boolean more,
      Map<CustomerNo, CustomerId> customers) {}

  /** Finds a page. */
  static Future<Found> run(Tx tx, Command command) {
    String eventId = command.eventId();
    Future<List<StoredEvent>> found =
        eventId != null
            ? EventLog.find(tx, eventId).map(one -> one.stream().toList())
            : EventSearch.newest(tx, command.query(), command.before(), command.limit() + 1);
    return found.compose(
        events -> customers(tx, events).map(customers -> page(command, events, customers)));
  }

  private static Found page(
      Command command, List<StoredEvent> events, Map<CustomerNo, CustomerId> customers) {
    List<StoredEvent> read = events.stream().limit(command.limit()).toList();
    return new Found(
        read,
        read.stream().filter(command.properties()::in).toList(),
        events.size() > command.limit(),
        customers);
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
