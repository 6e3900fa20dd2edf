package io.pricewright.gateway.invoice;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.CustomerRow;
import io.pricewright.store.row.GivenInvoiceRow;
import io.pricewright.store.row.GivenLineRow;
import io.pricewright.store.row.InvoiceRow;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads one-off documents with their lines, in three statements for all of them. */
final class ReadOneOffs {
  private ReadOneOffs() {}

  static Future<Map<InvoiceId, InvoiceView>> of(Tx tx, List<InvoiceRow> rows) {
    if (rows.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    List<InvoiceId> ids = rows.stream().map(InvoiceRow::id).toList();
    List<CustomerNo> numbers = rows.stream().map(InvoiceRow::customerNo).distinct().toList();
    Future<List<CustomerRow>> customers = Customers.findAll(tx, numbers);
    Future<List<GivenInvoiceRow>> given =
        GivenInvoiceRow.TABLE.listAny(tx, GivenInvoiceRow.INVOICE_ID, ids);
    Future<List<GivenLineRow>> lines =
        GivenLineRow.TABLE.list(
            tx,
            Where.<GivenLineRow>all().andAny(GivenLineRow.INVOICE_ID, ids),
            ReadInvoices.MOST_LINES,
            0);
    return Future.join(customers, given, lines)
        .map(all -> put(rows, customers.result(), given.result(), lines.result()));
  }

  private static Map<InvoiceId, InvoiceView> put(
      List<InvoiceRow> rows,
      List<CustomerRow> customers,
      List<GivenInvoiceRow> given,
      List<GivenLineRow> lines) {
    Map<CustomerNo, CustomerRow> byNo =
        customers.stream().collect(Collectors.toMap(CustomerRow::customerNo, Function.identity()));
    Map<InvoiceId, GivenInvoiceRow> besides =
        given.stream().collect(Collectors.toMap(GivenInvoiceRow::invoiceId, Function.identity()));
    Map<InvoiceId, List<GivenLineRow>> byInvoice =
        lines.stream().collect(Collectors.groupingBy(GivenLineRow::invoiceId));
    Map<InvoiceId, InvoiceView> views = new HashMap<>();
    for (InvoiceRow row : rows) {
      List<GivenLineRow> mine = new ArrayList<>(byInvoice.getOrDefault(row.id(), List.of()));
      mine.sort(Comparator.comparingInt(GivenLineRow::lineNo));
      views.put(
          row.id(),
          InvoiceView.given(
              Objects.requireNonNull(byNo.get(row.customerNo())),
              Objects.requireNonNull(besides.get(row.id())),
              row,
              mine));
    }
    return views;
  }
}
