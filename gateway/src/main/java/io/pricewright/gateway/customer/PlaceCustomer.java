package io.pricewright.gateway.customer;

import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.customer.Families;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a customer under the one that its attributes name. */
final class PlaceCustomer {
  private PlaceCustomer() {}

  /**
   * Moves a customer with all below it, if the name of the one above has changed; takes the gates
   * of all whom it concerns. Fails with {@code NotFound} (no such customer) and {@code
   * InvalidOperation} (below itself, too deep, too many).
   */
  static Future<Void> run(Tx tx, CustomerNo customer, Json.Obj before, Json.Obj after) {
    String parent = parent(after);
    if (parent.equals(parent(before))) {
      return Future.succeededFuture();
    }
    return parent.isEmpty()
        ? Families.move(tx, customer, null)
        : Customers.find(tx, new CustomerId(parent))
            .compose(
                found ->
                    Families.move(
                        tx,
                        customer,
                        found
                            .orElseThrow(() -> noParent(parent, ContactDraft.PARENT))
                            .customerNo()));
  }

  /**
   * Returns attributes that name the customer above by its id alone. Fails with {@code NotFound}
   * (no customer has the external id).
   */
  static Future<Json.Obj> named(Tx tx, Json.Obj attributes) {
    String external = attributes.string(ContactDraft.PARENT_EXTERNAL);
    if (external == null) {
      return Future.succeededFuture(attributes);
    }
    Map<String, Json> others = new LinkedHashMap<>(attributes.fields());
    others.remove(ContactDraft.PARENT_EXTERNAL);
    Json.Obj rest = new Json.Obj(others);
    return external.isEmpty()
        ? Future.succeededFuture(rest.with(ContactDraft.PARENT, Json.of("")))
        : Customers.findByExternalId(tx, new ExternalId(external))
            .map(
                found ->
                    rest.with(
                        ContactDraft.PARENT,
                        Json.of(
                            found
                                .orElseThrow(() -> noParent(external, ContactDraft.PARENT_EXTERNAL))
                                .id())));
  }

  private static String parent(Json.Obj attributes) {
    String parent = attributes.string(ContactDraft.PARENT);
    return parent == null ? "" : parent;
  }

  private static ProblemException noParent(String parent, String key) {
    String detail = "There is no customer '%s' to be the parent.".formatted(parent);
    return new ProblemException(
        new Problem.NotFound(detail, List.of(new FieldError("/" + key, "not_found", detail))));
  }
}
