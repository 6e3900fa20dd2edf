package io.pricewright.gateway.subscription;

import static io.pricewright.gateway.subscription.SubscriptionAnswers.CANCELLED;
import static io.pricewright.gateway.subscription.SubscriptionAnswers.SUBSCRIPTION;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.notification.Notices;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The routes of subscriptions. */
public final class SubscriptionRoutes {
  private final CreateSubscription create;
  private final CancelSubscription cancel;

  /** Makes routes that give new subscriptions ids, and tell of changes. */
  public SubscriptionRoutes(Ids ids, Notices notices) {
    this.create = new CreateSubscription(ids, notices);
    this.cancel = new CancelSubscription(notices);
  }

  /** Returns the routes, those that read among them. */
  public List<Route> routes(Transactions in) {
    return Stream.concat(changes(in).stream(), SubscriptionReadRoutes.routes(in).stream()).toList();
  }

  private List<Route> changes(Transactions in) {
    String write = Scopes.CUSTOMERS_WRITE;
    return List.of(
        Route.post(
                "/v1/subscriptions",
                write,
                "Subscribes a customer to a plan.",
                201,
                SubscriptionDraft.BODY,
                SUBSCRIPTION,
                in.creating(this::create))
            .says("What was sent since its start is rated at once.")
            .fails(
                Problem.InvalidOperation.class,
                Problem.AlreadyExists.class,
                Problem.NotBilledYet.class),
        Route.post(
                "/v1/subscriptions/{id}/cancel",
                write,
                "Ends a subscription now, with its period or at an instant.",
                200,
                CancelDraft.BODY,
                CANCELLED,
                in.changing(this::cancel))
            .says("Usage until then is charged.")
            .fails(Problem.InvalidOperation.class, Problem.NotBilledYet.class));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    return create
        .run(tx, SubscriptionDraft.read(request, now), now)
        .compose(row -> SubscriptionAnswers.show(tx, List.of(row), request.caller(), now))
        .map(shown -> Answer.created(SUBSCRIPTION, shown.getFirst()));
  }

  private Future<Answer> cancel(Tx tx, Request request, Instant now) {
    CancelDraft draft = CancelDraft.read(request);
    SubscriptionId id = new SubscriptionId(request.path("id"));
    return cancel
        .run(tx, draft.toCommand(id), now)
        .map(done -> Answer.ok(CANCELLED, SubscriptionAnswers.Cancelled.of(done, draft, now)));
  }
}
