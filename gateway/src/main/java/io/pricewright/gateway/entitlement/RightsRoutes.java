package io.pricewright.gateway.entitlement;

import static io.pricewright.gateway.entitlement.RightsDraft.FEATURES;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.gateway.entitlement.RightsDraft.Named;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Endpoint;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.store.cache.RedisCache;
import io.pricewright.store.cache.Stamp;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.SubscriptionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The routes that say what a customer may use, and how much of it is used. */
public final class RightsRoutes {
  private final MeasureRights measure;
  private final EnvironmentClock clock;
  private final RedisCache cache;

  /** Answers with these parts. */
  public RightsRoutes(Snapshots snapshots, EnvironmentClock clock, RedisCache cache) {
    this.measure = new MeasureRights(snapshots);
    this.clock = clock;
    this.cache = cache;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    CachedAnswers answers = new CachedAnswers(in, cache);
    return List.of(
        Route.get(
                "/v1/customers/{id}/entitlements",
                Scopes.CUSTOMERS_READ,
                "Says what a customer is entitled to by all its subscriptions.",
                RightsAnswers.ENTITLEMENTS,
                rights(answers, Named::byId))
            .asking(FEATURES),
        Route.get(
                "/v1/customers/external/{external_id}/entitlements",
                Scopes.CUSTOMERS_READ,
                "The same by an external id the customer has or had.",
                RightsAnswers.ENTITLEMENTS,
                rights(answers, Named::byExternalId))
            .asking(FEATURES),
        Route.get(
                "/v1/subscriptions/{id}/entitlements",
                Scopes.CUSTOMERS_READ,
                "Says what one subscription entitles its customer to.",
                RightsAnswers.OF_SUBSCRIPTION,
                in.of(RightsRoutes::ofSubscription))
            .asking(FEATURES),
        Route.get(
                "/v1/customers/usage",
                Scopes.USAGE_READ,
                "Says how much of each metered feature a customer named by the query used.",
                RightsAnswers.USAGE,
                usage(answers, Named::queried))
            .asking(RightsDraft.OF),
        Route.get(
                "/v1/customers/{id}/usage",
                Scopes.USAGE_READ,
                "Says how much of each metered feature a customer used.",
                RightsAnswers.USAGE,
                usage(answers, Named::byId))
            .asking(FEATURES));
  }

  private Endpoint rights(CachedAnswers answers, Function<Request, Named> naming) {
    return request -> {
      Instant now = clock.now(request.scope());
      Named named = naming.apply(request);
      return answers
          .answer(
              request.scope(),
              new CachedAnswers.Question(
                  "rights",
                  named.id(),
                  named.external(),
                  now,
                  Stamp::withoutUsage,
                  (tx, customer) ->
                      Rights.read(tx, customer.no(), now)
                          .map(
                              rights ->
                                  RightsAnswers.Entitlements.of(
                                      customer.id(), rights, request.caller()))))
          .map(body -> Answer.ok(request.read(FEATURES).of(body)));
    };
  }

  private static Future<Answer> ofSubscription(Tx tx, Request request, Instant now) {
    return Existing.find(
            tx, SubscriptionRow.TABLE, "subscription", new SubscriptionId(request.path("id")))
        .compose(
            row ->
                Rights.read(tx, row.customerNo(), now)
                    .map(rights -> RightsAnswers.OfSubscription.of(row, rights, request.caller())))
        .map(body -> Answer.ok(request.read(FEATURES).of(body)));
  }

  private Endpoint usage(CachedAnswers answers, Function<Request, Named> naming) {
    return request -> {
      Instant now = clock.now(request.scope());
      Named named = naming.apply(request);
      return answers
          .answer(
              request.scope(),
              new CachedAnswers.Question(
                  "usage",
                  named.id(),
                  named.external(),
                  now,
                  stamp -> stamp,
                  (tx, customer) ->
                      measure
                          .run(tx, customer.no(), now)
                          .map(
                              used ->
                                  RightsAnswers.Usage.of(customer.id(), used, request.caller()))))
          .map(body -> Answer.ok(request.read(FEATURES).of(body)));
    };
  }
}
