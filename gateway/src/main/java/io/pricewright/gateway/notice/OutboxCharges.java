package io.pricewright.gateway.notice;

import io.pricewright.gateway.rating.ChargeNotices;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.rating.Charge;
import io.pricewright.rules.rating.ChargeTotal;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.catalogue.Customers;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Summaries of charges: of each batch, what each customer was charged in each currency, at most
 * {@value #MOST_LINES} lines a notification.
 */
public final class OutboxCharges implements ChargeNotices {
  private static final int MOST_LINES = 100;

  private final Notices notices;

  /** Tells through the outbox. */
  public OutboxCharges(Notices notices) {
    this.notices = notices;
  }

  private record Name(String id, String externalId) {}

  @Override
  public Future<Void> announce(
      Tx tx, List<Charge> charges, Map<CustomerNo, CustomerBook> books, Instant now) {
    if (charges.isEmpty()) {
      return Future.succeededFuture();
    }
    List<ChargeTotal> totals = ChargeTotal.of(charges);
    Map<CustomerNo, Name> names = new HashMap<>();
    books.forEach(
        (no, book) ->
            names.put(no, new Name(book.customerId().value(), book.externalId().value())));
    List<CustomerNo> missing =
        totals.stream()
            .map(ChargeTotal::customerNo)
            .distinct()
            .filter(no -> !names.containsKey(no))
            .toList();
    if (missing.isEmpty()) {
      return tell(tx, totals, names, now);
    }
    return Customers.findAll(tx, missing)
        .compose(
            found -> {
              found.forEach(c -> names.put(c.no(), new Name(c.id(), c.externalId())));
              return tell(tx, totals, names, now);
            });
  }

  private Future<Void> tell(
      Tx tx, List<ChargeTotal> totals, Map<CustomerNo, Name> names, Instant now) {
    List<Json> lines = new ArrayList<>();
    List<Future<?>> told = new ArrayList<>();
    totals.forEach(
        total -> {
          Name customer = names.get(total.customerNo());
          if (customer != null) {
            Map<String, Json> fields = new LinkedHashMap<>();
            fields.put("customer_id", Json.of(customer.id()));
            fields.put("external_customer_id", Json.of(customer.externalId()));
            fields.put("amount", Json.of(total.sum().toPlainString()));
            fields.put("currency", Json.of(total.sum().currency().code()));
            fields.put("events", Json.of(total.events()));
            lines.add(new Json.Obj(fields));
          }
        });
    for (int from = 0; from < lines.size(); from += MOST_LINES) {
      List<Json> part = lines.subList(from, Math.min(lines.size(), from + MOST_LINES));
      told.add(
          notices.tell(
              tx, "charges.created", Json.Obj.EMPTY.with("charges", new Json.Arr(part)), now));
    }
    return Future.join(told).mapEmpty();
  }
}
