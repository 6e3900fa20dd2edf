package io.pricewright.gateway.customer;

import io.pricewright.gateway.http.Searching;

/** What bodies ask for when they search customers. */
final class CustomerSearchDraft {
  static final Searching CUSTOMERS =
      Searching.published("SearchCustomers", "id", "external_id", "email", "name")
          .where("external_id", FindCustomers.ALIAS)
          .where("customer_ids", "id")
          .where("external_ids", "external_id")
          .where("email", "email")
          .sorted("name");

  private CustomerSearchDraft() {}
}
