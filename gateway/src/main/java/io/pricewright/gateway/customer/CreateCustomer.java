package io.pricewright.gateway.customer;

import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.CustomerRow;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes a customer with its gate, its external id and its place under another. Events sent before
 * under the external id become its usage. Runs on the event loop.
 *
 * <p>Fails with {@code AlreadyExists} (the external id is or was a customer's), {@code NotFound}
 * (the customer above) and {@code InvalidOperation} (too deep, too many below one).
 */
final class CreateCustomer {
  private final Ids ids;

  /**
   * What to make.
   *
   * @param attributes address and contact, by name
   */
  record Command(
      ExternalId externalId,
      String name,
      @Nullable String email,
      Json.Obj attributes,
      Json.Obj metadata) {}

  CreateCustomer(Ids ids) {
    this.ids = ids;
  }

  /** Makes the customer, and returns it. */
  Future<CustomerRow> run(Tx tx, Command command, Instant now) {
    return PlaceCustomer.named(tx, command.attributes())
        .compose(attributes -> make(tx, row(command, attributes, now), now));
  }

  private static Future<CustomerRow> make(Tx tx, CustomerRow row, Instant now) {
    ExternalId externalId = row.externalId();
    return Epochs.holdId(tx, externalId)
        .compose(held -> Customers.findByExternalId(tx, externalId))
        .compose(
            taken ->
                taken.isPresent()
                    ? ExternalIds.<CustomerNo>taken(externalId)
                    : Customers.add(tx, row))
        .compose(no -> furnish(tx, row.withCustomerNo(no), now));
  }

  private CustomerRow row(Command command, Json.Obj attributes, Instant now) {
    return new CustomerRow(
        new CustomerNo(0),
        new CustomerId(ids.next("cust", now)),
        command.externalId(),
        command.name(),
        command.email(),
        Status.PUBLISHED,
        attributes,
        command.metadata(),
        now,
        now);
  }

  private static Future<CustomerRow> furnish(Tx tx, CustomerRow row, Instant now) {
    CustomerNo no = row.customerNo();
    return Gates.open(tx, no)
        .compose(open -> ExternalIds.give(tx, no, row.externalId(), now))
        .compose(given -> PlaceCustomer.run(tx, no, Json.Obj.EMPTY, row.attributes()))
        .map(row);
  }
}
