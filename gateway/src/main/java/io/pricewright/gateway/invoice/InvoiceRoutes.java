package io.pricewright.gateway.invoice;

import static io.pricewright.gateway.invoice.InvoiceAnswers.PREVIEW;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** The routes of invoices. */
public final class InvoiceRoutes {
  private final PreviewInvoice preview;

  /** Prices fixed charges with a script engine, on the pool. */
  public InvoiceRoutes(Snapshots snapshots, ScriptPool scripts, ScriptEngine engine) {
    this.preview = new PreviewInvoice(new BilledItems(snapshots, engine), scripts);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    return List.of(
        Route.post(
                "/v1/invoices/preview",
                Scopes.BILLING_READ,
                "Shows the next invoice of a subscription before it exists.",
                200,
                PreviewDraft.BODY,
                PREVIEW,
                in.of(this::preview))
            .says(
                "What the period's usage and its fees in arrear come to, and what is asked in"
                    + " advance for the next. Nothing is written.")
            .fails(Problem.NotFound.class, Problem.InvalidOperation.class));
  }

  private Future<Answer> preview(Tx tx, Request request, Instant now) {
    return preview
        .run(tx, PreviewDraft.read(request), now)
        .map(found -> Answer.ok(PREVIEW, InvoiceAnswers.Preview.of(found, request.caller())));
  }
}
