package io.pricewright.gateway.invoice;

import static io.pricewright.gateway.invoice.ExplainAnswers.EXPLANATION;
import static io.pricewright.gateway.invoice.InvoiceAnswers.INVOICE;
import static io.pricewright.gateway.invoice.OwedAnswers.SUMMARY;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Pages;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.invoice.OwedSums;
import io.pricewright.store.row.InvoiceRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes that read invoices. */
final class InvoiceReadRoutes {
  private final ReadInvoices read;

  InvoiceReadRoutes(ReadInvoices read) {
    this.read = read;
  }

  List<Route> routes(Transactions in) {
    String scope = Scopes.BILLING_READ;
    return List.of(
        Route.list(
                "/v1/invoices", scope, "Lists invoices, newest first.", INVOICE, in.of(this::list))
            .asking(InvoiceSearchDraft.FILTER),
        Route.post(
            "/v1/invoices/search",
            scope,
            "Searches invoices, newest first.",
            200,
            InvoiceSearchDraft.SEARCH,
            INVOICE.paged(),
            in.of(this::search)),
        Route.get(
                "/v1/customers/{id}/invoices/summary",
                scope,
                "Sums up the invoices of a customer.",
                SUMMARY,
                in.of(InvoiceReadRoutes::summary))
            .says("By currency: what was asked, what is unpaid, and what is overdue."),
        Route.get("/v1/invoices/{id}", scope, "Reads an invoice.", INVOICE, in.of(this::read)),
        Route.get(
                "/v1/invoices/{id}/explain",
                scope,
                "Explains an invoice line by line.",
                EXPLANATION,
                in.of(InvoiceReadRoutes::explain))
            .says("What each line was made of, and the charges behind it.")
            .fails(Problem.NotFound.class, Problem.InvalidOperation.class));
  }

  private static Future<Answer> explain(Tx tx, Request request, Instant now) {
    return ExplainInvoice.run(tx, new InvoiceId(request.path("id")))
        .map(explained -> Answer.ok(EXPLANATION, ExplainAnswers.Shown.of(explained)));
  }

  private static Future<Answer> summary(Tx tx, Request request, Instant now) {
    CustomerId id = new CustomerId(request.path("id"));
    return Customers.find(tx, id)
        .map(found -> Existing.of(found, "customer", id))
        .compose(customer -> OwedSums.of(tx, customer.customerNo(), now))
        .map(sums -> Answer.ok(SUMMARY, OwedAnswers.Shown.of(id, sums)));
  }

  private Future<Answer> read(Tx tx, Request request, Instant now) {
    return FinalizeInvoice.find(tx, new InvoiceId(request.path("id")))
        .compose(row -> show(tx, List.of(row), request))
        .map(shown -> Answer.ok(INVOICE, shown.getFirst()));
  }

  /** Shows documents. */
  Future<List<InvoiceAnswers.Shown>> show(Tx tx, List<InvoiceRow> rows, Request request) {
    return read.whole(tx, rows)
        .map(
            views ->
                views.stream()
                    .map(view -> InvoiceAnswers.Shown.of(view, request.caller()))
                    .toList());
  }

  private Future<Answer> list(Tx tx, Request request, Instant now) {
    InvoiceSearchDraft.Filter filter = request.read(InvoiceSearchDraft.FILTER);
    Where<InvoiceRow> where = Where.all();
    where = FindInvoices.text(where, InvoiceRow.SUBSCRIPTION_ID, filter.subscriptionId());
    where = FindInvoices.text(where, InvoiceRow.INVOICE_STATUS, filter.invoiceStatus());
    where = FindInvoices.text(where, InvoiceRow.PAYMENT_STATUS, filter.paymentStatus());
    where = FindInvoices.text(where, InvoiceRow.TYPE, filter.invoiceType());
    return FindInvoices.of(
            tx, where, listed(filter.customerId()), listed(filter.externalCustomerId()))
        .compose(found -> page(tx, found, filter.page(), request));
  }

  private static @Nullable List<String> listed(@Nullable String one) {
    return one == null ? null : List.of(one);
  }

  private Future<Answer> page(Tx tx, Where<InvoiceRow> where, Page page, Request request) {
    return Future.join(
            InvoiceRow.TABLE
                .list(tx, where, page.limit(), page.offset())
                .compose(rows -> show(tx, rows, request)),
            InvoiceRow.TABLE.count(tx, where))
        .map(both -> Answer.page(INVOICE, both.resultAt(0), page, both.<Long>resultAt(1)));
  }

  private Future<Answer> search(Tx tx, Request request, Instant now) {
    Search search = request.read(InvoiceSearchDraft.SEARCH);
    return FindInvoices.of(
            tx,
            search.without(FindInvoices.CUSTOMER, FindInvoices.EXTERNAL).where(InvoiceRow.TABLE),
            search.only(FindInvoices.CUSTOMER),
            search.only(FindInvoices.EXTERNAL))
        .compose(
            where ->
                Pages.found(
                    tx, InvoiceRow.TABLE, search, where, INVOICE, rows -> show(tx, rows, request)));
  }
}
