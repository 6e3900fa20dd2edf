package io.pricewright.gateway.notice;

import io.pricewright.gateway.rating.ChargeNotices;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.Charge;
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
import java.util.TreeMap;

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

  private record Line(CustomerNo customerNo, String currency) implements Comparable<Line> {
    @Override
    public int compareTo(Line other) {
      int first = customerNo.compareTo(other.customerNo);
      return first != 0 ? first : currency.compareTo(other.currency);
    }
  }

  private record Name(String id, String externalId) {}

  @Override
  public Future<Void> announce(
      Tx tx, List<Charge> charges, Map<CustomerNo, CustomerBook> books, Instant now) {
    if (charges.isEmpty()) {
      return Future.succeededFuture();
    }
    Map<Line, Money> sums = new TreeMap<>();
    Map<Line, Integer> events = new HashMap<>();
    for (Charge charge : charges) {
      Line line = new Line(charge.cell().customerNo(), charge.amount().currency().code());
      sums.merge(line, charge.amount(), Money::plus);
      events.merge(line, charge.events(), Integer::sum);
    }
    Map<CustomerNo, Name> names = new HashMap<>();
    books.forEach(
        (no, book) ->
            names.put(no, new Name(book.customerId().value(), book.externalId().value())));
    List<CustomerNo> missing =
        sums.keySet().stream()
            .map(Line::customerNo)
            .distinct()
            .filter(no -> !names.containsKey(no))
            .toList();
    if (missing.isEmpty()) {
      return tell(tx, sums, events, names, now);
    }
    return Customers.findAll(tx, missing)
        .compose(
            found -> {
              found.forEach(c -> names.put(c.no(), new Name(c.id(), c.externalId())));
              return tell(tx, sums, events, names, now);
            });
  }

  private Future<Void> tell(
      Tx tx,
      Map<Line, Money> sums,
      Map<Line, Integer> events,
      Map<CustomerNo, Name> names,
      Instant now) {
    List<Json> lines = new ArrayList<>();
    List<Future<?>> told = new ArrayList<>();
    sums.forEach(
        (line, sum) -> {
          Name customer = names.get(line.customerNo());
          if (customer != null) {
            Map<String, Json> fields = new LinkedHashMap<>();
            fields.put("customer_id", Json.of(customer.id()));
            fields.put("external_customer_id", Json.of(customer.externalId()));
            fields.put("amount", Json.of(sum.toPlainString()));
            fields.put("currency", Json.of(line.currency()));
            fields.put("events", Json.of(events.getOrDefault(line, 0)));
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
