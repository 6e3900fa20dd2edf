package io.pricewright.gateway.invoice;

import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Searching;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.http.body.Sought.ColumnType;
import org.jspecify.annotations.Nullable;

/** What is asked for when invoices are listed and searched. */
final class InvoiceSearchDraft {
  static final Query<Filter> FILTER = Query.of(Filter.class);
  static final Searching SEARCH =
      Searching.all(
              "SearchInvoices",
              "id",
              "subscription_id",
              "invoice_status",
              "payment_status",
              "type",
              "billing_reason",
              "currency",
              "number")
          .where("customer_id", FindInvoices.CUSTOMER)
          .where("external_customer_id", FindInvoices.EXTERNAL)
          .where("invoice_ids", "id")
          .where("subscription_id", "subscription_id")
          .where("invoice_status", "invoice_status")
          .where("payment_status", "payment_status")
          .where("invoice_type", "type")
          .where("invoice_number", "number")
          .always("status", "published")
          .filtered("finalized_at", ColumnType.TIME)
          .filtered("due_date", ColumnType.TIME)
          .sorted("updated_at")
          .sorted("finalized_at")
          .sorted("due_date");

  private InvoiceSearchDraft() {}

  /** Which invoices to list; a status that there is not finds none. */
  record Filter(
      @Nullable String customerId,
      @Nullable String externalCustomerId,
      @Nullable String subscriptionId,
      @Nullable String invoiceStatus,
      @Nullable String paymentStatus,
      @Nullable String invoiceType,
      @Inline Page page) {}
}
