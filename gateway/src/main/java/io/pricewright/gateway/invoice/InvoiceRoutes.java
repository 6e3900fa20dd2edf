package io.pricewright.gateway.invoice;

import static io.pricewright.gateway.invoice.InvoiceAnswers.DONE;
import static io.pricewright.gateway.invoice.InvoiceAnswers.INVOICE;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Key;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of invoices. */
public final class InvoiceRoutes {
  private static final Query<Recalculate> RECALCULATE = Query.of(Recalculate.class);

  /** Whether a draft is to be made final. */
  record Recalculate(@Key("finalize") @Nullable Boolean finalized) {}

  private final PreviewInvoice preview;
  private final FinalizeInvoice finalize;
  private final VoidInvoice voiding;
  private final ReissueInvoice reissue;
  private final InvoiceReadRoutes reading;
  private final OneOffRoutes oneOff;

  /** Makes routes of these parts. */
  public InvoiceRoutes(Invoicing invoicing) {
    this.preview = invoicing.preview();
    this.finalize = invoicing.finalizing();
    this.voiding = invoicing.voiding();
    this.reissue = invoicing.reissuing();
    this.reading = new InvoiceReadRoutes(invoicing.reading());
    this.oneOff = new OneOffRoutes(invoicing.creating(), reading);
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
    routes.addAll(oneOff.routes(in));
    routes.add(
        Route.post(
                "/v1/invoices/{id}/finalize",
                Scopes.BILLING_WRITE,
                "Makes a draft final.",
                200,
                DONE,
                in.creating(this::finalized))
            .says("Before its grace is over; usage that comes later is asked by the next invoice.")
            .fails(
                Problem.NotFound.class,
                Problem.InvalidOperation.class,
                Problem.NotBilledYet.class));
    routes.addAll(taken(in));
    return routes;
  }

  private List<Route> taken(Transactions in) {
    String write = Scopes.BILLING_WRITE;
    return List.of(
        Route.post(
                "/v1/invoices/{id}/void",
                write,
                "Takes a final invoice back.",
                200,
                DONE,
                in.creating(this::voided))
            .says(
                "It keeps its number. Credits return to the grants that paid it, money to the"
                    + " credit balance. What it asked is asked again only if you recalculate it.")
            .fails(
                Problem.NotFound.class, Problem.InvalidOperation.class, Problem.NotBilledYet.class),
        Route.post(
                "/v1/invoices/{id}/recalculate",
                write,
                "Asks anew what a voided invoice asked.",
                200,
                INVOICE,
                in.creating(this::recalculated))
            .says(
                "By an invoice of its own, of what is due by now, final at once. Of a draft, which"
                    + " is computed whenever it is read, it makes a final one with"
                    + " `finalize=true`.")
            .asking(RECALCULATE)
            .fails(
                Problem.NotFound.class,
                Problem.InvalidOperation.class,
                Problem.NotBilledYet.class));
  }

  private Future<Answer> preview(Tx tx, Request request, Instant now) {
    return preview
        .run(tx, PreviewDraft.read(request), now)
        .map(found -> Answer.ok(INVOICE, InvoiceAnswers.Shown.of(found, request.caller())));
  }

  private Future<Answer> voided(Tx tx, Request request, Instant now) {
    return voiding
        .run(tx, new InvoiceId(request.path("id")), now)
        .map(row -> Answer.ok(DONE, InvoiceAnswers.Done.of(row)));
  }

  private Future<Answer> recalculated(Tx tx, Request request, Instant now) {
    Boolean finalized = request.read(RECALCULATE).finalized();
    return reissue
        .run(tx, new InvoiceId(request.path("id")), finalized, now)
        .compose(row -> reading.show(tx, List.of(row), request))
        .map(shown -> Answer.ok(INVOICE, shown.getFirst()));
  }

  private Future<Answer> finalized(Tx tx, Request request, Instant now) {
    return finalize
        .run(tx, new InvoiceId(request.path("id")), now)
        .map(row -> Answer.ok(DONE, InvoiceAnswers.Done.of(row)));
  }
}
