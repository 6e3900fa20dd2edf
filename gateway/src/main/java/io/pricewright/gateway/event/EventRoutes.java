package io.pricewright.gateway.event;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Endpoint;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.rating.Mode;
import io.pricewright.gateway.rating.ingest.RateEvents;
import io.pricewright.gateway.rating.rerating.CorrectEvents;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.wallet.Spending;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.StoredEvent;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The doors through which events come in, and what becomes of them is asked. */
public final class EventRoutes {
  private static final Shape EVENT =
      Shape.of(
          "IngestEvent",
          "event_id, event_name*, external_customer_id*, customer_id, timestamp, source,"
              + " properties:object");

  private final IngestEvents ingest;
  private final Receipts receipts;
  private final RateEvents rating;
  private final CorrectEvents correct;

  /** Parts the routes need. */
  public EventRoutes(
      IngestEvents ingest,
      RateEvents rating,
      io.pricewright.gateway.rating.snapshot.Snapshots snapshots,
      io.pricewright.gateway.script.ScriptPool scripts,
      io.pricewright.rules.script.ScriptEngine engine,
      CorrectEvents correct) {
    this.ingest = ingest;
    this.receipts = new Receipts(snapshots, scripts, engine);
    this.rating = rating;
    this.correct = correct;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    List<Route> routes = new ArrayList<>();
    routes.add(
        Route.post(
                "/v1/events",
                Scopes.EVENTS_WRITE,
                "Stores and rates one event; the answer holds its price. CloudEvents 1.0 JSON is"
                    + " taken too.",
                202,
                EVENT,
                Shape.ANY,
                one(in))
            .withQuery("receipt"));
    routes.add(
        Route.post(
                "/v1/events/bulk",
                Scopes.EVENTS_WRITE,
                "Stores and rates 1 to 1,000 events: JSON, or application/x-ndjson with an event a"
                    + " line.",
                202,
                Shape.ANY,
                Shape.ANY,
                many(in))
            .withQuery("receipt")
            .alsoAs("application/x-ndjson"));
    routes.add(
        Route.post(
            "/v1/preview",
            Scopes.EVENTS_READ,
            "Prices 1 to 1,000 hypothetical events with the usage so far; writes nothing.",
            200,
            Shape.ANY,
            Shape.ANY,
            in.of((tx, request, now) -> preview(tx, request))));
    routes.add(
        Route.get(
            "/v1/events/{id}/receipt",
            Scopes.EVENTS_READ,
            "Says what became of an event, and why it costs what it costs.",
            Shape.ANY,
            in.of((tx, request, now) -> receipt(tx, request.path("id")))));
    routes.add(
        Route.get(
                "/v1/events/receipt",
                Scopes.EVENTS_READ,
                "The same for an id that does not fit into a path.",
                Shape.ANY,
                in.of((tx, request, now) -> receipt(tx, request.requiredQuery("event_id"))))
            .withQuery("event_id"));
    routes.add(
        Route.post(
            "/v1/events/{id}/void",
            Scopes.EVENTS_WRITE,
            "Takes an event back; its id stays taken.",
            200,
            Shape.ANY,
            Shape.ANY,
            in.of((tx, request, now) -> voided(tx, request.path("id")))));
    routes.add(
        Route.post(
            "/v1/events/{id}/amend",
            Scopes.EVENTS_WRITE,
            "Voids an event and stores its replacement, which has a new id.",
            200,
            Shape.ANY,
            Shape.ANY,
            amend(in)));
    return routes;
  }

  private Endpoint one(Transactions in) {
    return request ->
        ingest
            .one(request)
            .compose(
                delivery ->
                    full(request)
                        ? receiptsOf(in, request, List.of(delivery))
                            .map(list -> Answer.json(202, list.getFirst()))
                        : Future.succeededFuture(Answer.json(202, EventAnswers.flat(delivery))));
  }

  private Endpoint many(Transactions in) {
    return request ->
        ingest
            .many(request)
            .compose(
                deliveries -> {
                  Json.Obj counts = EventAnswers.counts(deliveries);
                  return full(request)
                      ? receiptsOf(in, request, deliveries)
                          .map(list -> Answer.json(202, counts.with("results", new Json.Arr(list))))
                      : Future.succeededFuture(Answer.json(202, counts));
                });
  }

  private static boolean full(Request request) {
    String wanted = request.query("receipt");
    if (wanted != null && !wanted.equals("full") && !wanted.equals("none")) {
      throw new ProblemException(
          new Problem.InvalidRequest(
              "The query parameter 'receipt' cannot be used.",
              List.of(new FieldError("/query/receipt", "unknown_value", "Say full or none."))));
    }
    return "full".equals(wanted);
  }

  private Future<List<Json>> receiptsOf(
      Transactions in, Request request, List<Delivery> deliveries) {
    if (deliveries.getFirst().kind() == Delivery.Kind.QUEUED) {
      return Future.succeededFuture(deliveries.stream().<Json>map(EventAnswers::flat).toList());
    }
    List<Receipts.Asked> asked =
        deliveries.stream().map(d -> new Receipts.Asked(d.rated(), d.status())).toList();
    return in.read(request.scope(), tx -> receipts.of(tx, asked));
  }

  private Future<Answer> preview(Tx tx, Request request) {
    return rating
        .price(tx, Mode.PREVIEW, ingest.readMany(request))
        .compose(
            deliveries ->
                receipts
                    .of(
                        tx,
                        deliveries.stream()
                            .map(d -> new Receipts.Asked(d.rated(), d.status()))
                            .toList())
                    .map(
                        list -> Answer.ok(totals(deliveries).with("results", new Json.Arr(list)))));
  }

  private static Json.Obj totals(List<Delivery> deliveries) {
    SortedMap<String, BigDecimal> totals =
        Spending.totals(
            deliveries.stream()
                .filter(delivery -> delivery.kind() == Delivery.Kind.NEW)
                .map(Delivery::rated)
                .toList());
    List<Json> amounts = new ArrayList<>();
    totals.forEach(
        (currency, amount) ->
            amounts.add(
                Json.Obj.EMPTY
                    .with("currency", Json.of(currency))
                    .with("amount", EventAnswers.decimal(amount))));
    Json.Obj answer = EventAnswers.counts(deliveries).with("totals", new Json.Arr(amounts));
    return totals.size() == 1
        ? answer
            .with("amount", EventAnswers.decimal(totals.firstEntry().getValue()))
            .with("currency", Json.of(totals.firstKey()))
        : answer.with("amount", Json.nothing()).with("currency", Json.nothing());
  }

  private Future<Answer> receipt(Tx tx, String eventId) {
    return EventLog.find(tx, eventId)
        .compose(found -> one(tx, found.orElseThrow(() -> ingest.missing(eventId))))
        .map(Answer::ok);
  }

  private Future<Json> one(Tx tx, StoredEvent stored) {
    RatedEvent rated = stored.rated();
    String status = new Delivery(Delivery.Kind.NEW, rated).status();
    return receipts.of(tx, List.of(new Receipts.Asked(rated, status))).map(List::getFirst);
  }

  private Future<Answer> voided(Tx tx, String eventId) {
    return EventLog.find(tx, eventId)
        .map(found -> found.orElseThrow(() -> ingest.missing(eventId)))
        .compose(known -> correct.voidEvent(tx, eventId))
        .compose(stored -> one(tx, stored))
        .map(Answer::ok);
  }

  /**
   * The replacement is stored first, the amended event voided after it, each in its own
   * transaction.
   */
  private Endpoint amend(Transactions in) {
    return request -> {
      String id = request.path("id");
      Json.Obj body = request.json() instanceof Json.Obj object ? object : Json.Obj.EMPTY;
      refuseOthers(body);
      Json event = Optional.ofNullable(body.get("event")).orElse(Json.nothing());
      if (!(event instanceof Json.Obj sent && sent.string("event_id") != null)) {
        throw new ProblemException(
            new Problem.InvalidRequest(
                "The replacement cannot be used.",
                List.of(
                    new FieldError(
                        "/event/event_id",
                        "required",
                        "Give the replacement an id, so that this request can be sent again."))));
      }
      var replacement = ingest.readOne(request, event, "/event").getFirst();
      if (replacement.id().equals(id)) {
        throw new ProblemException(
            new Problem.InvalidRequest(
                "The replacement needs an id of its own.",
                List.of(
                    new FieldError(
                        "/event/event_id", "taken", "Give a new id, or leave it out."))));
      }
      return in.read(
              request.scope(),
              tx -> EventLog.find(tx, id).map(found -> found.orElseThrow(() -> ingest.missing(id))))
          .compose(old -> ingest.store(request.scope(), List.of(replacement)))
          .compose(
              stored ->
                  in.read(request.scope(), tx -> correct.voidEvent(tx, id).compose(v -> one(tx, v)))
                      .compose(
                          voided ->
                              receiptsOf(in, request, stored)
                                  .map(
                                      list ->
                                          Answer.ok(
                                              Json.Obj.EMPTY
                                                  .with("voided", voided)
                                                  .with("replacement", list.getFirst())))));
    };
  }

  private static void refuseOthers(Json.Obj body) {
    List<FieldError> errors =
        body.fields().keySet().stream()
            .filter(name -> !name.equals("event"))
            .limit(100)
            .map(
                name ->
                    new FieldError(
                        "/" + name.replace("~", "~0").replace("/", "~1"),
                        "unknown_field",
                        "Send only 'event', the replacement."))
            .toList();
    if (!errors.isEmpty()) {
      throw new ProblemException(
          new Problem.InvalidRequest("The amendment cannot be used.", errors));
    }
  }
}
