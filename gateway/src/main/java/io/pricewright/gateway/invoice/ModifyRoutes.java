package io.pricewright.gateway.invoice;

import static io.pricewright.gateway.invoice.ModifyAnswers.MODIFIED;

import io.pricewright.gateway.background.DueFirst;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Endpoint;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.notification.Notices;
import io.pricewright.gateway.subscription.SubscriptionAnswers;
import io.pricewright.gateway.subscription.TellSubscription;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** The routes that change what of a running subscription is asked. */
public final class ModifyRoutes {
  private final ChangeQuantities change;
  private final InvoiceReadRoutes reading;

  /**
   * Makes routes of these parts.
   *
   * @param due does what is due before a change
   */
  public ModifyRoutes(Invoicing invoicing, DueFirst due, Notices notices) {
    this.change = new ChangeQuantities(invoicing.atOnce(), due, new TellSubscription(notices));
    this.reading = new InvoiceReadRoutes(invoicing.reading());
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    return List.of(
        route(
            "/v1/subscriptions/{id}/modify/preview",
            "Shows what a change of quantities would come to.",
            in.rehearsing((tx, request, now) -> modify(tx, request, now, true)),
            "As the change itself, which is then taken back: its line items, and the invoice that"
                + " it would make."),
        route(
            "/v1/subscriptions/{id}/modify/execute",
            "Changes quantities of a running subscription.",
            in.changing((tx, request, now) -> modify(tx, request, now, false)),
            "With `create_prorations` a share of the period is asked at once where it was asked in"
                + " advance; what is given back is on the next invoice. With `none` it counts from"
                + " the next period."));
  }

  private static Route route(String path, String summary, Endpoint endpoint, String says) {
    return Route.post(
            path, Scopes.CUSTOMERS_WRITE, summary, 200, ModifyDraft.BODY, MODIFIED, endpoint)
        .says(says)
        .fails(Problem.NotFound.class, Problem.InvalidOperation.class, Problem.NotBilledYet.class);
  }

  private Future<Answer> modify(Tx tx, Request request, Instant now, boolean preview) {
    return change
        .run(tx, ModifyDraft.read(request), now)
        .compose(done -> shown(tx, done, request, now, preview))
        .map(shown -> Answer.ok(MODIFIED, shown));
  }

  private Future<ModifyAnswers.Shown> shown(
      Tx tx, ChangeQuantities.Changed done, Request request, Instant now, boolean preview) {
    var subscription =
        SubscriptionAnswers.show(tx, List.of(done.subscription()), request.caller(), now);
    var invoices = reading.show(tx, done.invoice().stream().toList(), request);
    return Future.join(subscription, invoices)
        .map(
            both ->
                ModifyAnswers.Shown.of(
                    done, subscription.result().getFirst(), invoices.result(), preview));
  }
}
