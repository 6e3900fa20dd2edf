package io.pricewright.gateway.entitlement;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.gateway.event.MeasureUsage;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.Endpoint;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Pagination;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.entitlement.UsageWindow;
import io.pricewright.rules.id.CustomerId;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes that say what a customer may use, and how much of it is used. */
public final class RightsRoutes {
  private static final Query<Chosen> FEATURES = Query.of(Chosen.class);
  private static final Query<Whose> OF = Query.of(Whose.class);

  private final Snapshots snapshots;
  private final EnvironmentClock clock;
  private final RedisCache cache;

  /** Answers with these parts. */
  public RightsRoutes(Snapshots snapshots, EnvironmentClock clock, RedisCache cache) {
    this.snapshots = snapshots;
    this.clock = clock;
    this.cache = cache;
  }

  /** Which features to show, by their ids or lookup keys; all when both are left out. */
  record Chosen(
      @Says("Separated by commas.") List<String> featureIds,
      @Says("Separated by commas.") List<String> featureLookupKeys) {
    boolean shows(Json.Obj feature) {
      List<String> ids = featureIds.stream().filter(id -> !id.isEmpty()).toList();
      List<String> keys = featureLookupKeys.stream().filter(key -> !key.isEmpty()).toList();
      return (ids.isEmpty() && keys.isEmpty())
          || ids.contains(String.valueOf(feature.string("id")))
          || keys.contains(String.valueOf(feature.string("lookup_key")));
    }
  }

  /** Whose usage to show, by one of both. */
  record Whose(
      @Nullable String customerId, @Nullable String customerLookupKey, @Inline Chosen chosen)
      implements Checked {
    @Override
    public void check(Place place) {
      if (place.has("customer_id") == place.has("customer_lookup_key")) {
        place.refuse(
            "customer_lookup_key", "required", "Give either customer_id or customer_lookup_key.");
      }
    }
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
            .asking(FEATURES),
        Route.get(
                "/v1/customers/external/{external_id}/entitlements",
                Scopes.CUSTOMERS_READ,
                "The same by an external id the customer has or had.",
                RightsAnswers.ENTITLEMENTS,
                rights(answers, byExternalId))
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
                usage(answers, RightsRoutes::queried))
            .asking(OF),
        Route.get(
                "/v1/customers/{id}/usage",
                Scopes.USAGE_READ,
                "Says how much of each metered feature a customer used.",
                RightsAnswers.USAGE,
                usage(answers, byId))
            .asking(FEATURES));
  }

  private static Named queried(Request request) {
    Whose whose = request.read(OF);
    String id = whose.customerId();
    return id == null
        ? new Named(String.valueOf(whose.customerLookupKey()), true)
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
          .map(body -> Answer.ok(chosen(body, request.read(FEATURES))));
    };
  }

  private static Future<CachedAnswers.Made> rights(
      Tx tx, Stamp.Of customer, Caller caller, Instant now) {
    return Rights.read(tx, customer.no(), now)
        .map(
            rights -> {
              return new CachedAnswers.Made(
                  (Json.Obj)
                      RightsAnswers.ENTITLEMENTS.json(
                          new RightsAnswers.Entitlements(
                              new CustomerId(customer.id()),
                              rights.features().stream()
                                  .map(of -> RightsAnswers.Whole.of(of, caller))
                                  .toList(),
                              List.of())),
                  rights.holds());
            });
  }

  private static Future<Answer> ofSubscription(Tx tx, Request request, Instant now) {
    return Existing.find(
            tx, SubscriptionRow.TABLE, "subscription", new SubscriptionId(request.path("id")))
        .compose(
            row ->
                Rights.read(tx, row.customerNo(), now)
                    .map(
                        rights ->
                            new RightsAnswers.OfSubscription(
                                row.id(),
                                row.planId(),
                                rights.of(row.id()).stream()
                                    .map(of -> RightsAnswers.Whole.of(of, request.caller()))
                                    .toList())))
        .map(answer -> (Json.Obj) RightsAnswers.OF_SUBSCRIPTION.json(answer))
        .map(body -> Answer.ok(chosen(body, request.read(FEATURES))));
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
          .map(body -> Answer.ok(chosen(body, request.read(FEATURES))));
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
  private record Summary(RightsAnswers.Summary shown, UsageWindow window) {}

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
                .map(
                    used ->
                        new Summary(RightsAnswers.Summary.of(of, used, window, caller), window)));
      }
    }
    return Future.join(asked).map(done -> asked.stream().map(Future::result).toList());
  }

  private static EventSearch.Query query(Stamp.Of customer, Meter meter, Interval span) {
    return new EventSearch.Query(
        null, customer.no(), null, meter.eventName(), null, null, null, span.from(), span.to());
  }

  private static CachedAnswers.Made made(Stamp.Of customer, Rights rights, List<Summary> all) {
    Interval holds = rights.holds();
    Interval shortest = null;
    for (Summary summary : all) {
      holds = holds.overlap(summary.window().holds());
      Interval span = summary.window().whole();
      shortest = shortest == null ? span : shortest.overlap(span);
    }
    return new CachedAnswers.Made(
        (Json.Obj)
            RightsAnswers.USAGE.json(
                new RightsAnswers.Usage(
                    new CustomerId(customer.id()),
                    all.stream().map(Summary::shown).toList(),
                    new Pagination(all.size(), 0, all.size()),
                    RightsAnswers.Period.of(shortest))),
        holds);
  }

  /** Leaves out features that the query did not ask for. */
  private static Json.Obj chosen(Json.Obj body, Chosen chosen) {
    if (!(body.get("features") instanceof Json.Arr all)) {
      return body;
    }
    List<Json> some =
        all.items().stream()
            .filter(
                one ->
                    one instanceof Json.Obj feature
                        && feature.get("feature") instanceof Json.Obj of
                        && chosen.shows(of))
            .toList();
    return body.with("features", new Json.Arr(some));
  }
}
