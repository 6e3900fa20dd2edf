package io.pricewright.gateway.event;

import io.pricewright.gateway.catalogue.Rowed;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rerating.Work;
import io.pricewright.store.catalogue.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.EventSearch;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.task.Task;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Questions about stored events: lists, counts by outcome, usage, and rating parked ones again. */
public final class QueryRoutes {
  /** Stands for the customer of an external id that is nobody's yet. */
  private static final CustomerNo NOBODY = new CustomerNo(-1);

  private static final int MOST = 50;
  private static final String QUERY =
      "external_customer_id, customer_id, event_name, event_id, source, outcome, reason,"
          + " start_time, end_time, page_size:integer, offset:integer, iter_first_key,"
          + " iter_last_key, order, sort, property_filters:object";
  private static final Shape EVENT =
      Shape.of(
          "Event",
          "customer_id, environment_id, event_name, external_customer_id, id, properties:object,"
              + " source, timestamp, outcome, reason");
  private static final Shape EVENTS =
      Shape.of(
          "Events",
          "events:array, has_more:boolean, iter_first_key, iter_last_key, offset:integer,"
              + " total_count:integer");
  private static final Shape USAGE =
      Shape.of("Usage", "event_name, results:array, type, value:number");
  private static final Shape TASK =
      Shape.of(
          "Task",
          "id, kind, status, done_events:integer, attempts:integer, last_error, work:object,"
              + " created_at");

  private final Snapshots snapshots;

  /** Asks with these caches. */
  public QueryRoutes(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.EVENTS_READ;
    return List.of(
        Route.post(
            "/v1/events/query",
            read,
            "Lists events, newest first, also by outcome and reason.",
            200,
            Shape.of("EventQuery", QUERY),
            EVENTS,
            in.of(QueryRoutes::query)),
        Route.post(
            "/v1/events/counts",
            read,
            "Counts events by name, outcome and reason.",
            200,
            Shape.of("EventQuery", QUERY),
            Shape.ANY,
            in.of(QueryRoutes::counts)),
        Route.post(
            "/v1/events/usage/meter",
            Scopes.USAGE_READ,
            "Measures a meter's usage.",
            200,
            Shape.of(
                "UsageByMeter",
                "meter_id*, external_customer_id, customer_id, start_time, end_time,"
                    + " filters:object, window_size, bucket_size, billing_anchor, timezone"),
            USAGE,
            in.of(this::usage)),
        Route.post(
            "/v1/events/rerate",
            Scopes.EVENTS_WRITE,
            "Rates parked events again: one by id, or those of a customer or a reason.",
            202,
            Shape.of("Rerate", "event_id, external_customer_id, reason"),
            TASK,
            in.of(QueryRoutes::rerate)),
        Route.get(
            "/v1/tasks/{id}",
            read,
            "Reads how far a task came.",
            TASK,
            in.of((tx, request, now) -> task(tx, request.path("id")))));
  }

  /** What a body asks for, once its customer is known. */
  private record Asked(EventSearch.Query query, Fields fields, int limit) {}

  private static Asked asked(Fields fields, Instant now) {
    Instant start = fields.instant("start_time");
    Instant end = fields.instant("end_time");
    fields.ignore("sort", "order", "customer_id", "offset");
    Outcome outcome = fields.choice("outcome", Outcome.class);
    Long size = fields.integer("page_size", 1, MOST);
    return new Asked(
        new EventSearch.Query(
            null,
            fields.text("external_customer_id"),
            fields.text("event_name"),
            fields.text("source"),
            outcome,
            fields.text("reason"),
            start == null ? now.minus(Duration.ofDays(7)) : start,
            end == null ? now.plus(Duration.ofDays(1)) : end),
        fields,
        size == null ? MOST : size.intValue());
  }

  private static Future<Answer> query(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    Asked asked = asked(fields, now);
    String eventId = fields.text("event_id");
    String after = fields.text("iter_last_key");
    fields.ignore("iter_first_key");
    Json.Obj filters = fields.free("property_filters");
    EventLog.Position position = after == null ? null : EventSearch.position(after);
    if (after != null && position == null) {
      fields.refuse("iter_last_key", "not_a_key", "Give the iter_last_key of the last answer.");
    }
    fields.done();
    Future<List<StoredEvent>> found =
        eventId != null
            ? EventLog.find(tx, eventId).map(one -> one.map(List::of).orElse(List.of()))
            : EventSearch.newest(tx, asked.query(), position, asked.limit() + 1);
    return found
        .compose(
            events ->
                names(tx, events)
                    .map(customers -> page(request, events, customers, filters, asked.limit())))
        .map(Answer::ok);
  }

  private static Future<Map<CustomerNo, String>> names(Tx tx, List<StoredEvent> events) {
    List<CustomerNo> numbers =
        events.stream().map(StoredEvent::customerNo).filter(Objects::nonNull).distinct().toList();
    return Customers.findAll(tx, numbers)
        .map(
            found -> {
              Map<CustomerNo, String> ids = new java.util.HashMap<>();
              found.forEach(customer -> ids.put(customer.no(), customer.id()));
              return ids;
            });
  }

  private static Json page(
      Request request,
      List<StoredEvent> events,
      Map<CustomerNo, String> customers,
      Json.@Nullable Obj filters,
      int limit) {
    List<StoredEvent> shown =
        events.stream().limit(limit).filter(event -> passes(event, filters)).toList();
    List<Json> items = new ArrayList<>();
    shown.forEach(event -> items.add(event(request, event, customers)));
    return EVENTS
        .fill()
        .set("events", new Json.Arr(items))
        .set("has_more", events.size() > limit)
        .set("iter_first_key", events.isEmpty() ? null : EventSearch.text(events.getFirst()))
        .set(
            "iter_last_key",
            events.isEmpty()
                ? null
                : EventSearch.text(events.get(Math.min(limit, events.size()) - 1)))
        .set("offset", 0)
        .set("total_count", shown.size())
        .json();
  }

  private static boolean passes(StoredEvent event, Json.@Nullable Obj filters) {
    if (filters == null) {
      return true;
    }
    return filters.fields().entrySet().stream()
        .allMatch(
            filter -> {
              Json value = event.event().properties().at(filter.getKey());
              return value != null
                  && (filter.getValue() instanceof Json.Arr any
                      ? any.items().stream().anyMatch(one -> text(one).equals(text(value)))
                      : text(filter.getValue()).equals(text(value)));
            });
  }

  private static String text(Json value) {
    return value instanceof Json.Str text ? text.value() : value.text();
  }

  private static Json event(
      Request request, StoredEvent stored, Map<CustomerNo, String> customers) {
    CustomerNo no = stored.customerNo();
    return EVENT
        .fill()
        .set("id", stored.event().id())
        .set("customer_id", no == null ? null : customers.get(no))
        .set("environment_id", request.caller().environmentId())
        .set("event_name", stored.event().name())
        .set("external_customer_id", stored.event().externalCustomerId())
        .set("properties", stored.event().properties())
        .set("source", stored.event().source())
        .set("timestamp", stored.event().occurredAt())
        .set("outcome", stored.outcome().name().toLowerCase(Locale.ROOT))
        .set("reason", stored.reason())
        .json();
  }

  private static Future<Answer> counts(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    Asked asked = asked(fields, now);
    fields.ignore("event_id", "iter_first_key", "iter_last_key", "property_filters");
    fields.done();
    return EventSearch.counts(tx, asked.query())
        .map(
            counts -> {
              List<Json> items = new ArrayList<>();
              for (EventSearch.Count count : counts) {
                items.add(
                    Json.Obj.EMPTY
                        .with("event_name", Json.of(count.name()))
                        .with("outcome", Json.of(count.outcome().name().toLowerCase(Locale.ROOT)))
                        .with("reason", Json.of(count.reason()))
                        .with("events", Json.of(count.events())));
              }
              return Answer.ok(Json.Obj.EMPTY.with("items", new Json.Arr(items)));
            });
  }

  private Future<Answer> usage(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    String meterId = fields.requiredText("meter_id", 255);
    String external = fields.text("external_customer_id");
    String customer = fields.text("customer_id");
    Instant start = fields.instant("start_time");
    Instant end = fields.instant("end_time");
    Json.Obj filters = fields.free("filters");
    fields.ignore("window_size", "bucket_size", "billing_anchor", "timezone");
    fields.done();
    return snapshots
        .catalogue(tx)
        .compose(
            catalogue -> {
              Meter meter = catalogue.meter(new MeterId(meterId));
              if (meter == null) {
                throw Rowed.missing("meter", meterId, "/meter_id", "is not there");
              }
              return number(tx, external, customer)
                  .compose(
                      no ->
                          MeasureUsage.of(
                              tx,
                              meter,
                              new EventSearch.Query(
                                  NOBODY.equals(no) ? null : no,
                                  NOBODY.equals(no) ? external : null,
                                  meter.eventName(),
                                  null,
                                  null,
                                  null,
                                  start == null ? Instant.EPOCH : start,
                                  end == null ? now.plus(Duration.ofHours(2)) : end),
                              event -> passes(event, filters)))
                  .map(
                      value ->
                          Answer.ok(
                              USAGE
                                  .fill()
                                  .set("event_name", meter.eventName())
                                  .set("results", new Json.Arr(List.of()))
                                  .set("type", meter.aggregation().type().name())
                                  .set("value", new Json.Num(value))
                                  .json()));
            });
  }

  /**
   * Returns a customer's number, null when none was named, {@link #NOBODY} when the external id is
   * nobody's yet.
   */
  private static Future<@Nullable CustomerNo> number(
      Tx tx, @Nullable String external, @Nullable String customerId) {
    if (external != null) {
      return Customers.resolve(tx, List.of(external))
          .map(found -> found.getOrDefault(external, NOBODY));
    }
    if (customerId == null) {
      return Future.succeededFuture(null);
    }
    return Customers.find(tx, customerId)
        .map(
            found ->
                found
                    .orElseThrow(
                        () -> Rowed.missing("customer", customerId, "/customer_id", "is not there"))
                    .no());
  }

  private static Future<Answer> rerate(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    String eventId = fields.text("event_id");
    String external = fields.text("external_customer_id");
    String reason = fields.text("reason");
    fields.done();
    return known(tx, eventId)
        .compose(there -> number(tx, external, null))
        .map(no -> customer(no, external))
        .compose(
            no ->
                Tasks.add(
                    tx,
                    new Work.RetryParked(Id.ofNullable(eventId, EventId::new), no, reason),
                    now))
        .compose(id -> Tasks.find(tx, id))
        .map(task -> Answer.json(202, json(task.orElseThrow())));
  }

  private static Future<Void> known(Tx tx, @Nullable String eventId) {
    if (eventId == null) {
      return Future.succeededFuture();
    }
    return EventLog.find(tx, eventId)
        .map(
            found ->
                found.orElseThrow(
                    () -> Rowed.missing("event", eventId, "/event_id", "is not there")))
        .mapEmpty();
  }

  private static @Nullable CustomerNo customer(@Nullable CustomerNo no, @Nullable String external) {
    if (NOBODY.equals(no)) {
      throw Rowed.missing(
          "customer", String.valueOf(external), "/external_customer_id", "is not there");
    }
    return no;
  }

  private static Future<Answer> task(Tx tx, String id) {
    return Tasks.find(tx, id)
        .map(
            task ->
                Answer.ok(
                    json(
                        task.orElseThrow(
                            () ->
                                new ProblemException(
                                    new Problem.NotFound("There is no such task."))))));
  }

  private static Json json(Task task) {
    return TASK.fill()
        .set("id", task.id())
        .set("kind", task.work().kind())
        .set("status", task.status())
        .set("done_events", task.doneEvents())
        .set("attempts", task.attempts())
        .set("last_error", task.lastError())
        .set("work", task.work().toJson())
        .set("created_at", task.createdAt())
        .json();
  }
}
