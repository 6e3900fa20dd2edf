package io.pricewright.gateway.customer;

import io.pricewright.gateway.http.Fields;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.store.catalogue.Customer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a body says of a customer. */
final class CustomerDraft {
  static final int MAX_EXTERNAL_ID = 255;

  private static final String[] IGNORED = {
    "integration_entity_mapping",
    "onboarding_workflow_name",
    "skip_onboarding_workflow",
    "tax_rate_overrides",
    "parent_customer_external_id",
    "customer_timezone"
  };

  private CustomerDraft() {}

  /** Reads a new customer. */
  static Customer create(Fields fields, String id, Instant now) {
    fields.ignore(IGNORED);
    String externalId = fields.requiredText("external_id", MAX_EXTERNAL_ID);
    String name = fields.text("name", 255);
    Customer customer =
        new Customer(
            new CustomerNo(0),
            id,
            externalId,
            name == null ? externalId : name,
            fields.text("email", 320),
            "published",
            attributes(fields, Json.Obj.EMPTY).text(),
            metadata(fields, "{}"),
            now,
            now);
    fields.done();
    return customer;
  }

  /** Reads a change: fields that are absent stay as they are. */
  static Customer update(Fields fields, Customer old, Instant now) {
    fields.ignore(IGNORED);
    Customer customer =
        new Customer(
            old.no(),
            old.id(),
            fields.kept("external_id", MAX_EXTERNAL_ID, old.externalId()),
            fields.kept("name", 255, old.name()),
            fields.textOr("email", 320, old.email()),
            old.status(),
            attributes(fields, JsonReader.parseObject(old.attributes())).text(),
            metadata(fields, old.metadata()),
            old.createdAt(),
            now);
    fields.done();
    return customer;
  }

  /** Returns the id of the customer above; empty: none. */
  static String parent(Customer customer) {
    String parent = JsonReader.parseObject(customer.attributes()).string("parent_customer_id");
    return parent == null ? "" : parent;
  }

  private static String metadata(Fields fields, String old) {
    Json.@Nullable Obj metadata = fields.metadata("metadata");
    return metadata == null ? old : metadata.text();
  }

  private static Json.Obj attributes(Fields fields, Json.Obj old) {
    Map<String, Json> attributes = new LinkedHashMap<>(old.fields());
    for (String name : CustomerAnswers.ATTRIBUTES) {
      String value = fields.text(name, 500);
      if (value != null) {
        attributes.put(name, Json.of(value));
      }
    }
    String zone = fields.text("timezone", 100);
    if (zone != null && !isZone(zone)) {
      fields.refuse("timezone", "not_a_choice", "Send an IANA time zone, such as Europe/Berlin.");
    }
    return new Json.Obj(attributes);
  }

  private static boolean isZone(String zone) {
    try {
      return ZoneId.of(zone) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
