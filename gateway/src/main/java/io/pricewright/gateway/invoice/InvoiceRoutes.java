package io.pricewright.gateway.invoice;

import static io.pricewright.gateway.invoice.InvoiceAnswers.DONE;
import static io.pricewright.gateway.invoice.InvoiceAnswers.INVOICE;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The routes of invoices. */
public final class InvoiceRoutes {
  private final PreviewInvoice preview;
  private final FinalizeInvoice finalize;
  private final InvoiceReadRoutes reading;

  /** Makes routes of these parts. */
  public InvoiceRoutes(Invoicing invoicing) {
    this.preview = invoicing.preview();
    this.finalize = invoicing.finalizing();
    this.reading = new InvoiceReadRoutes(invoicing.reading());
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    List<Route> routes = new ArrayList<>(SettingsRoutes.routes(in));
    routes.add(
        Route.post(
                "/v1/invoices/preview",
                Scopes.BILLING_READ,
                "Shows the next invoice of a subscription before it exists.",
                200,
                PreviewDraft.BODY,
                INVOICE,
                in.of(this::preview))
            .says(
                "What the period's usage and its fees in arrear come to, and what is asked in"
                    + " advance for the next. Nothing is written.")
            .fails(Problem.NotFound.class, Problem.InvalidOperation.class));
    routes.addAll(reading.routes(in));
    routes.add(
        Route.post(
                "/v1/invoices/{id}/finalize",
                Scopes.BILLING_WRITE,
                "Makes a draft final.",
                200,
                DONE,
                in.creating(this::finalized))
            .says("Before its grace is over; usage that comes later is asked by the next invoice.")
            .fails(Problem.NotFound.class, Problem.InvalidOperation.class));
    return routes;
  }

  private Future<Answer> preview(Tx tx, Request request, Instant now) {
    return preview
        .run(tx, PreviewDraft.read(request), now)
        .map(found -> Answer.ok(INVOICE, InvoiceAnswers.Shown.of(found, request.caller())));
  }

  private Future<Answer> finalized(Tx tx, Request request, Instant now) {
    return finalize
        .run(tx, new InvoiceId(request.path("id")), now)
        .map(row -> Answer.ok(DONE, InvoiceAnswers.Done.of(row)));
  }
}
