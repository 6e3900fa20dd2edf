package io.pricewright.gateway.notification;

import io.pricewright.gateway.rating.ChargeNotices;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.notification.Notification.ChargesCreated;
import io.pricewright.rules.rating.Charge;
import io.pricewright.rules.rating.ChargeTotal;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Summaries of charges: of each batch, what each customer was charged in each currency. */
public final class OutboxCharges implements ChargeNotices {
  private final Notices notices;

  /** Tells through the outbox. */
  public OutboxCharges(Notices notices) {
    this.notices = notices;
  }

  private record Name(CustomerId id, ExternalId externalId) {}

  @Override
  public Future<Void> announce(
      Tx tx, List<Charge> charges, Map<CustomerNo, CustomerBook> books, Instant now) {
    if (charges.isEmpty()) {
      return Future.succeededFuture();
    }
    List<ChargeTotal> sums = ChargeTotal.of(charges);
    return names(tx, sums, books).compose(names -> tell(tx, sums, names, now));
  }

  private static Future<Map<CustomerNo, Name>> names(
      Tx tx, List<ChargeTotal> sums, Map<CustomerNo, CustomerBook> books) {
    Map<CustomerNo, Name> names = new HashMap<>();
    books.forEach((no, book) -> names.put(no, new Name(book.customerId(), book.externalId())));
    List<CustomerNo> missing =
        sums.stream()
            .map(ChargeTotal::customerNo)
            .distinct()
            .filter(no -> !names.containsKey(no))
            .toList();
    if (missing.isEmpty()) {
      return Future.succeededFuture(names);
    }
    return Customers.findAll(tx, missing)
        .map(
            found -> {
              found.forEach(c -> names.put(c.customerNo(), new Name(c.id(), c.externalId())));
              return names;
            });
  }

  private Future<Void> tell(
      Tx tx, List<ChargeTotal> sums, Map<CustomerNo, Name> names, Instant now) {
    List<ChargesCreated.Charged> charged =
        sums.stream()
            .filter(sum -> names.containsKey(sum.customerNo()))
            .map(sum -> charged(sum, Objects.requireNonNull(names.get(sum.customerNo()))))
            .toList();
    return Future.join(
            ChargesCreated.of(charged).stream().map(part -> notices.tell(tx, part, now)).toList())
        .mapEmpty();
  }

  private static ChargesCreated.Charged charged(ChargeTotal sum, Name name) {
    return new ChargesCreated.Charged(name.id(), name.externalId(), sum.sum(), sum.events());
  }
}
