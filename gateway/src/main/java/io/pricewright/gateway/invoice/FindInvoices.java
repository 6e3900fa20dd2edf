package io.pricewright.gateway.invoice;

import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.InvoiceRow;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds documents by their columns, and by customers as callers name them. */
final class FindInvoices {
  /** The condition on ids of customers. */
  static final String CUSTOMER = "customer_id";

  /** The condition on external ids that customers have or had. */
  static final String EXTERNAL = "external_customer_id";

  private FindInvoices() {}

  /** Adds that a column is a text; null: it may be any. */
  static Where<InvoiceRow> text(
      Where<InvoiceRow> where, Column<InvoiceRow, ?> column, @Nullable String text) {
    return text == null ? where : where.andTexts(column, List.of(text));
  }

  /** Adds whose they are; a customer that is not there has none. */
  static Future<Where<InvoiceRow>> of(
      Tx tx,
      Where<InvoiceRow> where,
      @Nullable List<String> ids,
      @Nullable List<String> externals) {
    Future<Where<InvoiceRow>> byId =
        ids == null
            ? Future.succeededFuture(where)
            : Customers.numbers(tx, ids.stream().map(CustomerId::new).toList())
                .map(found -> where.andAny(InvoiceRow.CUSTOMER_NO, found.values()));
    return byId.compose(
        narrowed ->
            externals == null
                ? Future.succeededFuture(narrowed)
                : Customers.resolve(tx, externals.stream().map(ExternalId::new).toList())
                    .map(found -> narrowed.andAny(InvoiceRow.CUSTOMER_NO, found.values())));
  }
}
