package io.pricewright.gateway.customer;

import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.json.Json;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a body says of a customer's address and place; kept together, and what is left out stays.
 */
record ContactDraft(
    @Longest(320) @Example("billing@acme.example") @Nullable String email,
    @Longest(500) @Nullable String addressLine1,
    @Longest(500) @Nullable String addressLine2,
    @Longest(500) @Nullable String addressCity,
    @Longest(500) @Nullable String addressState,
    @Longest(500) @Nullable String addressPostalCode,
    @Longest(500) @Nullable String addressCountry,
    @Longest(500) @Nullable String contact,
    @Longest(100) @Nullable String timezone,
    @Longest(100) @Says("The older name of `timezone`.") @Nullable String customerTimezone,
    @Longest(500) @Says("The id of the customer above it; empty for none.")
        @Nullable String parentCustomerId,
    @Longest(255) @Says("The external id of the customer above it, instead of its id.")
        @Nullable String parentCustomerExternalId) {
  /** Where the external id of the customer above is said; its id is what is kept. */
  static final String PARENT_EXTERNAL = "parent_customer_external_id";

  /** Where the id of the customer above is kept. */
  static final String PARENT = "parent_customer_id";

  /** Refuses a zone that there is not, and two customers above. */
  static void check(ContactDraft contact, Given<?> given) {
    zone("timezone", contact.timezone(), given);
    zone("customer_timezone", contact.customerTimezone(), given);
    if (contact.parentCustomerId() != null && contact.parentCustomerExternalId() != null) {
      given.refuse(PARENT_EXTERNAL, "ambiguous", "Name the customer above it once.");
    }
  }

  private static void zone(String key, @Nullable String zone, Given<?> given) {
    if (zone != null && !isZone(zone)) {
      given.refuse(key, "not_a_choice", "Send an IANA time zone, such as Europe/Berlin.");
    }
  }

  private static boolean isZone(String zone) {
    try {
      return ZoneId.of(zone) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Returns the attributes that are said, by name. */
  Json.Obj attributes() {
    Map<String, Json> said = new LinkedHashMap<>();
    put(said, "address_city", addressCity);
    put(said, "address_country", addressCountry);
    put(said, "address_line1", addressLine1);
    put(said, "address_line2", addressLine2);
    put(said, "address_postal_code", addressPostalCode);
    put(said, "address_state", addressState);
    put(said, "contact", contact);
    put(said, "timezone", timezone == null ? customerTimezone : timezone);
    put(said, PARENT_EXTERNAL, parentCustomerExternalId);
    put(said, PARENT, parentCustomerId);
    return new Json.Obj(said);
  }

  private static void put(Map<String, Json> said, String name, @Nullable String value) {
    if (value != null) {
      said.put(name, Json.of(value));
    }
  }
}
