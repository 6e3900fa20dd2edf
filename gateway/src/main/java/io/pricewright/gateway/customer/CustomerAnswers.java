package io.pricewright.gateway.customer;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.Shape;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.store.catalogue.Customer;
import java.util.List;

/** How customers look to callers. */
public final class CustomerAnswers {
  /** Address and contact fields, kept together. */
  static final List<String> ATTRIBUTES =
      List.of(
          "address_city",
          "address_country",
          "address_line1",
          "address_line2",
          "address_postal_code",
          "address_state",
          "contact",
          "timezone",
          "parent_customer_id");

  /** A customer. */
  public static final Shape CUSTOMER =
      Shape.of(
          "Customer",
          "id, external_id, name, email, address_line1, address_line2, address_city, address_state,"
              + " address_postal_code, address_country, contact, timezone, parent_customer_id,"
              + " parent_customer:object, integrations:array, metadata:object, status, tenant_id,"
              + " environment_id, created_at:time, updated_at:time, created_by, updated_by");

  private CustomerAnswers() {}

  /** Returns a customer as the caller sees it. */
  public static Json.Obj of(Customer customer, Caller caller) {
    Shape.Filled filled =
        CUSTOMER
            .fill()
            .set("id", customer.id())
            .set("external_id", customer.externalId())
            .set("name", customer.name())
            .set("email", customer.email())
            .set("metadata", JsonReader.parseObject(customer.metadata()))
            .set("status", customer.status())
            .set("tenant_id", caller.tenantId())
            .set("environment_id", caller.environmentId())
            .set("created_at", customer.createdAt())
            .set("updated_at", customer.updatedAt());
    Json.Obj attributes = JsonReader.parseObject(customer.attributes());
    ATTRIBUTES.forEach(name -> filled.set(name, attributes.string(name)));
    return filled.json();
  }
}
