package io.pricewright.gateway.cli.thing;

import java.util.List;

/** What can be listed, shown and made. */
enum Kind {
  CUSTOMER("/v1/customers", "id", "external_id", "name", "email"),
  METER("/v1/meters", "id", "event_name", "aggregation.type", "aggregation.field", "name"),
  FEATURE("/v1/features", "id", "type", "lookup_key", "name"),
  PLAN("/v1/plans", "id", "lookup_key", "name"),
  PRICE(
      "/v1/prices",
      "id",
      "entity_id",
      "meter_id",
      "billing_model",
      "amount",
      "currency",
      "billing_period",
      "lookup_key"),
  SUBSCRIPTION(
      "/v1/subscriptions",
      "id",
      "customer_id",
      "plan_id",
      "subscription_status",
      "currency",
      "billing_period"),
  EVENT("/v1/events", "id", "timestamp", "event_name", "external_customer_id", "outcome", "reason");

  private final String path;

  @SuppressWarnings("ImmutableEnumChecker") // List.of copies.
  private final List<String> columns;

  Kind(String path, String... columns) {
    this.path = path;
    this.columns = List.of(columns);
  }

  /** Returns what the command is called. */
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Returns where one is made, and where they are listed. */
  String path() {
    return path;
  }

  /** Returns where one is shown. */
  String path(String id) {
    return path + "/" + id + (this == EVENT ? "/receipt" : "");
  }

  /** Returns the fields of a line of a list; a dot leads into an object. */
  List<String> columns() {
    return columns;
  }

  /** Returns the name under which a list's answer holds its lines. */
  String lines() {
    return this == EVENT ? "events" : "items";
  }
}
