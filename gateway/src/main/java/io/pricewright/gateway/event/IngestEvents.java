package io.pricewright.gateway.event;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventDraft;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.event.EventReader;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.tenancy.Scope;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes events in: checks their shape, gives them ids and times, and has them rated. */
public final class IngestEvents {
  /** Most events of one request. */
  public static final int MOST = 1_000;

  private final Intake intake;
  private final EnvironmentClock clock;
  private final Ids ids;

  /** Where checked events go. */
  @FunctionalInterface
  public interface Intake {
    /** Stores events, and answers each in order. */
    Future<List<Delivery>> take(Scope scope, List<Event> events);

    /** Returns whether events wait in a topic, so that an unknown id may become known. */
    default boolean queues() {
      return false;
    }
  }

  /** Takes events in and gives them to an intake. */
  public IngestEvents(Intake intake, EnvironmentClock clock, Ids ids) {
    this.intake = intake;
    this.clock = clock;
    this.ids = ids;
  }

  /** Takes one event; a conflict is a {@link Problem.EventConflict}. */
  public Future<Delivery> one(Request request) {
    List<Event> events = read(request, List.of(request.json()), "");
    return store(request.scope(), events).map(List::getFirst);
  }

  /** Takes 1 to {@value #MOST} events. */
  public Future<List<Delivery>> many(Request request) {
    return intake.take(request.scope(), readMany(request));
  }

  /** Stores events that were checked; a conflict is a {@link Problem.EventConflict}. */
  Future<List<Delivery>> store(Scope scope, List<Event> events) {
    return intake
        .take(scope, events)
        .map(
            deliveries -> {
              for (Delivery delivery : deliveries) {
                if (delivery.kind() == Delivery.Kind.CONFLICT) {
                  throw conflict(delivery);
                }
              }
              return deliveries;
            });
  }

  /** Says why there is no receipt of an id. */
  ProblemException missing(String eventId) {
    String id = eventId.length() > 80 ? eventId.substring(0, 80) : eventId;
    return new ProblemException(
        intake.queues()
            ? new Problem.NotRatedYet(
                "Event '%s' is not rated yet, or was never sent. Ask again in a second; if it stays"
                        .formatted(id)
                    + " unknown, look at POST /v1/events/query or send it again with the same id.")
            : new Problem.NotFound(
                "There is no event with id '%s'. Look at POST /v1/events/query.".formatted(id)));
  }

  /** Reads the events of a bulk body: an object with events, a CloudEvents batch, or lines. */
  List<Event> readMany(Request request) {
    if (EventLines.are(request.header("Content-Type"))) {
      return read(request, EventLines.read(request.body().getBytes(), MOST), "/events");
    }
    Json body = request.json();
    if (body instanceof Json.Arr batch) {
      return read(request, batch.items(), "");
    }
    if (body instanceof Json.Obj object) {
      for (String field : object.fields().keySet()) {
        if (!field.equals("events")) {
          throw refused(
              new FieldError("/" + field, "unknown_field", "Send only 'events', a list."));
        }
      }
      if (object.get("events") instanceof Json.Arr events) {
        return read(request, events.items(), "/events");
      }
    }
    throw refused(new FieldError("/events", "required", "Send 'events', a list of 1 to 1,000."));
  }

  /** Checks the list of events that a body has in its field {@code events}. */
  public List<Event> readList(Request request, Json.Arr events) {
    return read(request, events.items(), "/events");
  }

  /** Checks a replacement that an amendment sends. */
  List<Event> readOne(Request request, Json event, String pointer) {
    return read(request, List.of(event), pointer);
  }

  private List<Event> read(Request request, List<Json> items, String pointer) {
    if (items.isEmpty() || items.size() > MOST) {
      throw refused(
          new FieldError(
              pointer.isEmpty() ? "/events" : pointer,
              "out_of_range",
              "Send 1 to %d events, not %d. Split the request.".formatted(MOST, items.size())));
    }
    Instant now = clock.now(request.scope());
    List<FieldError> errors = new ArrayList<>();
    EventReader reader = new EventReader(now, errors);
    boolean list = !pointer.equals("/event") && (items.size() > 1 || !pointer.isEmpty());
    String key = request.header("Idempotency-Key");
    List<Event> events = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      EventDraft draft = reader.read(items.get(i), list ? pointer + "/" + i : pointer);
      if (draft != null) {
        events.add(Event.of(draft, idOf(draft, key, i, now), now));
      }
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(
          new Problem.InvalidRequest(
              "%d fields cannot be used; nothing was stored.".formatted(errors.size()), errors));
    }
    return events;
  }

  private String idOf(EventDraft draft, @Nullable String key, int position, Instant now) {
    String id = draft.id();
    if (id != null) {
      return id;
    }
    return key == null
        ? ids.next("event", now)
        : "event_" + HexFormat.of().formatHex(EventKey.of(key + "\n" + position).bytes());
  }

  private static ProblemException conflict(Delivery delivery) {
    String id = delivery.rated().event().id();
    return new ProblemException(
        new Problem.EventConflict(
            id,
            "Event id '%s' was used at %s for another body. Send the correction to /v1/events/%s/amend, or use a new id."
                .formatted(id, delivery.rated().event().ingestedAt(), id)));
  }

  private static ProblemException refused(FieldError error) {
    return new ProblemException(
        new Problem.InvalidRequest("The list of events cannot be used.", List.of(error)));
  }
}
