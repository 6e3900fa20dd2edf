package io.pricewright.gateway.customer;

import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.CustomerRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes a customer behind its gate: names, address, place under another. A former external id
 * stays as an alias. Runs on the event loop.
 *
 * <p>Fails with {@code AlreadyExists} (the external id is or was another's), {@code NotFound} (the
 * customer above) and {@code InvalidOperation} (below itself, too deep, too many below one).
 */
final class ChangeCustomer {
  private ChangeCustomer() {}

  /**
   * What to say anew; null stays as it is.
   *
   * @param attributes those that change, by name
   */
  record Command(
      @Nullable ExternalId externalId,
      @Nullable String name,
      @Nullable String email,
      Json.Obj attributes,
      Json.@Nullable Obj metadata) {
    private CustomerRow over(CustomerRow old, Json.Obj said, Instant now) {
      Map<String, Json> all = new LinkedHashMap<>(old.attributes().fields());
      all.putAll(said.fields());
      return old.withExternalId(externalId == null ? old.externalId() : externalId)
          .withName(name == null ? old.name() : name)
          .withEmail(email == null ? old.email() : email)
          .withAttributes(new Json.Obj(all))
          .withMetadata(metadata == null ? old.metadata() : metadata)
          .withUpdatedAt(now);
    }
  }

  /** Changes a customer, and returns it as it is now. */
  static Future<CustomerRow> run(Tx tx, CustomerRow old, Command command, Instant now) {
    return PlaceCustomer.named(tx, command.attributes())
        .compose(attributes -> change(tx, old, command.over(old, attributes, now), now));
  }

  private static Future<CustomerRow> change(Tx tx, CustomerRow old, CustomerRow row, Instant now) {
    return PlaceCustomer.run(tx, old.customerNo(), old.attributes(), row.attributes())
        .compose(placed -> rename(tx, old, row.externalId(), now))
        .compose(renamed -> write(tx, row));
  }

  private static Future<Void> rename(Tx tx, CustomerRow old, ExternalId externalId, Instant now) {
    if (externalId.equals(old.externalId())) {
      return Future.succeededFuture();
    }
    return Epochs.holdId(tx, externalId)
        .compose(held -> Customers.findByExternalId(tx, externalId))
        .compose(
            holder ->
                holder.isEmpty()
                    ? ExternalIds.give(tx, old.customerNo(), externalId, now)
                    : holder.get().customerNo().equals(old.customerNo())
                        ? Future.succeededFuture()
                        : ExternalIds.taken(externalId));
  }

  /** Writes a customer behind its gate, and tells those who keep what depends on it. */
  static Future<CustomerRow> write(Tx tx, CustomerRow row) {
    return Gates.take(tx, row.customerNo())
        .compose(gate -> CustomerRow.TABLE.put(tx, row))
        .compose(put -> Gates.bumpVersion(tx, row.customerNo()))
        .map(row);
  }
}
