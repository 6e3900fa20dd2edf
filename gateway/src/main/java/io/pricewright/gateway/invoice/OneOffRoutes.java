package io.pricewright.gateway.invoice;

import static io.pricewright.gateway.invoice.InvoiceAnswers.INVOICE;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** The route that makes invoices of given lines. */
final class OneOffRoutes {
  private final CreateOneOff create;
  private final InvoiceReadRoutes reading;

  OneOffRoutes(CreateOneOff create, InvoiceReadRoutes reading) {
    this.create = create;
    this.reading = reading;
  }

  List<Route> routes(Transactions in) {
    return List.of(
        Route.post(
                "/v1/invoices",
                Scopes.BILLING_WRITE,
                "Asks a customer for what no subscription asks.",
                201,
                OneOffDraft.BODY,
                INVOICE,
                in.creating(this::create))
            .says(
                "An invoice of the lines that you give, final at once or a draft. Each line is"
                    + " rounded to minor units. The credit balance pays it as far as it goes,"
                    + " prepaid credits do not; it is earned as it is made final.")
            .fails(
                Problem.NotFound.class, Problem.AlreadyExists.class, Problem.NotBilledYet.class));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    return create
        .run(tx, OneOffDraft.read(request, now), now)
        .compose(row -> reading.show(tx, List.of(row), request))
        .map(shown -> Answer.created(INVOICE, shown.getFirst()));
  }
}
