package io.pricewright.gateway.entitlement;

import io.pricewright.gateway.catalogue.Rowed;
import io.pricewright.gateway.event.MeasureUsage;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.Endpoint;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.entitlement.UsageWindow;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.store.cache.RedisCache;
import io.pricewright.store.cache.Stamp;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventSearch;
import io.pricewright.store.row.SubscriptionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The routes that say what a customer may use, and how much of it is used. */
public final class RightsRoutes {
  private final Snapshots snapshots;
  private final EnvironmentClock clock;
  private final RedisCache cache;

  /** Answers with these parts. */
  public RightsRoutes(Snapshots snapshots, EnvironmentClock clock, RedisCache cache) {
    this.snapshots = snapshots;
    this.clock = clock;
    this.cache = cache;
  }

  /** Who is asked about: an id or an external id. */
  private record Named(String id, boolean external) {}

  @FunctionalInterface
  private interface Naming {
    Named of(Request request);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    CachedAnswers answers = new CachedAnswers(in, cache);
    Naming byId = request -> new Named(request.path("id"), false);
    Naming byExternalId = request -> new Named(request.path("external_id"), true);
    return List.of(
        Route.get(
                "/v1/customers/{id}/entitlements",
                Scopes.CUSTOMERS_READ,
                "Says what a customer is entitled to by all its subscriptions.",
                RightsAnswers.ENTITLEMENTS,
                rights(answers, byId))
            .withQuery("feature_ids"),
        Route.get(
                "/v1/customers/external/{external_id}/entitlements",
                Scopes.CUSTOMERS_READ,
                "The same by an external id the customer has or had.",
                RightsAnswers.ENTITLEMENTS,
                rights(answers, byExternalId))
            .withQuery("feature_ids"),
        Route.get(
            "/v1/subscriptions/{id}/entitlements",
            Scopes.CUSTOMERS_READ,
            "Says what one subscription entitles its customer to.",
            RightsAnswers.OF_SUBSCRIPTION,
            in.of(RightsRoutes::ofSubscription)),
        Route.get(
                "/v1/customers/usage",
                Scopes.USAGE_READ,
                "Says how much of each metered feature a customer named by the query used.",
                RightsAnswers.USAGE,
                usage(answers, RightsRoutes::queried))
            .withQuery("customer_id", "customer_lookup_key", "feature_ids"),
        Route.get(
                "/v1/customers/{id}/usage",
                Scopes.USAGE_READ,
                "Says how much of each metered feature a customer used.",
                RightsAnswers.USAGE,
                usage(answers, byId))
            .withQuery("feature_ids"));
  }

  private static Named queried(Request request) {
    String id = request.query("customer_id");
    return id == null
        ? new Named(request.requiredQuery("customer_lookup_key"), true)
        : new Named(id, false);
  }

  private Endpoint rights(CachedAnswers answers, Naming naming) {
    return request -> {
      Instant now = clock.now(request.scope());
      Named named = naming.of(request);
      return answers
          .answer(
              request.scope(),
              new CachedAnswers.Question(
                  "rights",
                  named.id(),
                  named.external(),
                  now,
                  Stamp::withoutUsage,
                  (tx, customer) -> rights(tx, customer, request.caller(), now)))
          .map(body -> Answer.ok(chosen(body, request)));
    };
  }

  private static Future<CachedAnswers.Made> rights(
      Tx tx, Stamp.Of customer, Caller caller, Instant now) {
    return Rights.read(tx, customer.no(), now)
        .map(
            rights -> {
              List<Json> features = new ArrayList<>();
              rights.features().forEach(of -> features.add(RightsAnswers.feature(of, caller)));
              return new CachedAnswers.Made(
                  RightsAnswers.ENTITLEMENTS
                      .fill()
                      .set("customer_id", customer.id())
                      .set("features", new Json.Arr(features))
                      .set("subscriptions", new Json.Arr(List.of()))
                      .json(),
                  rights.holds());
            });
  }

  private static Future<Answer> ofSubscription(Tx tx, Request request, Instant now) {
    return SubscriptionRow.TABLE
        .find(tx, new SubscriptionId(request.path("id")))
        .map(found -> Rowed.existing(found, "subscription", request.path("id")))
        .compose(
            row ->
                Rights.read(tx, row.customerNo(), now)
                    .map(
                        rights -> {
                          List<Json> features = new ArrayList<>();
                          rights
                              .of(row.id())
                              .forEach(
                                  of -> features.add(RightsAnswers.feature(of, request.caller())));
                          return Answer.ok(
                              RightsAnswers.OF_SUBSCRIPTION
                                  .fill()
                                  .set("subscription_id", row.id().value())
                                  .set("plan_id", row.planId().value())
                                  .set("features", new Json.Arr(features))
                                  .json());
                        }));
  }

  private Endpoint usage(CachedAnswers answers, Naming naming) {
    return request -> {
      Instant now = clock.now(request.scope());
      Named named = naming.of(request);
      return answers
          .answer(
              request.scope(),
              new CachedAnswers.Question(
                  "usage",
                  named.id(),
                  named.external(),
                  now,
                  stamp -> stamp,
                  (tx, customer) -> usage(tx, customer, request.caller(), now)))
          .map(body -> Answer.ok(chosen(body, request)));
    };
  }

  private Future<CachedAnswers.Made> usage(Tx tx, Stamp.Of customer, Caller caller, Instant now) {
    return snapshots
        .catalogue(tx)
        .compose(
            catalogue ->
                Rights.read(tx, customer.no(), now)
                    .compose(
                        rights ->
                            summaries(tx, customer, catalogue, rights, now, caller)
                                .map(all -> made(customer, rights, all))));
  }

  /** A summary and the window in which its usage counts. */
  private record Summary(Json.Obj body, UsageWindow window) {}

  private static Future<List<Summary>> summaries(
      Tx tx, Stamp.Of customer, Catalogue catalogue, Rights rights, Instant now, Caller caller) {
    List<Future<Summary>> asked = new ArrayList<>();
    for (Rights.OfFeature of : rights.features()) {
      MeterId meterId = of.feature().meterId();
      Meter meter = meterId == null ? null : catalogue.meter(meterId);
      if (meter != null) {
        UsageWindow window = of.whole().windowOf(of.sources(), now);
        asked.add(
            MeasureUsage.of(tx, meter, query(customer, meter, window.whole()), event -> true)
                .map(used -> new Summary(RightsAnswers.summary(of, used, window, caller), window)));
      }
    }
    return Future.join(asked).map(done -> asked.stream().map(Future::result).toList());
  }

  private static EventSearch.Query query(Stamp.Of customer, Meter meter, Interval span) {
    return new EventSearch.Query(
        customer.no(), null, meter.eventName(), null, null, null, span.from(), span.to());
  }

  private static CachedAnswers.Made made(Stamp.Of customer, Rights rights, List<Summary> all) {
    Interval holds = rights.holds();
    Interval shortest = null;
    for (Summary summary : all) {
      holds = holds.overlap(summary.window().holds());
      Interval span = summary.window().whole();
      shortest = shortest == null ? span : shortest.overlap(span);
    }
    List<Json> bodies = new ArrayList<>();
    all.forEach(summary -> bodies.add(summary.body()));
    return new CachedAnswers.Made(
        RightsAnswers.USAGE
            .fill()
            .set("customer_id", customer.id())
            .set("features", new Json.Arr(bodies))
            .set("pagination", pagination(all.size()))
            .set("period", period(shortest))
            .json(),
        holds);
  }

  private static Json pagination(int total) {
    return Json.Obj.EMPTY
        .with("limit", Json.of(total))
        .with("offset", Json.of(0))
        .with("total", Json.of(total));
  }

  private static Json period(@Nullable Interval span) {
    return span == null
        ? Json.nothing()
        : Json.Obj.EMPTY
            .with("start_time", Json.of(span.from().toString()))
            .with("end_time", Json.of(span.to().toString()))
            .with("period", Json.nothing());
  }

  /** Leaves out features that the query did not ask for. */
  private static Json.Obj chosen(Json.Obj body, Request request) {
    String asked = request.query("feature_ids");
    if (asked == null || asked.isEmpty() || !(body.get("features") instanceof Json.Arr all)) {
      return body;
    }
    Set<String> ids = Arrays.stream(asked.split(",", -1)).collect(Collectors.toSet());
    List<Json> some =
        all.items().stream()
            .filter(
                one ->
                    one instanceof Json.Obj feature
                        && feature.get("feature") instanceof Json.Obj of
                        && ids.contains(String.valueOf(of.string("id"))))
            .toList();
    return body.with("features", new Json.Arr(some));
  }
}
