package io.pricewright.gateway.event;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.AtMost;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventDraft;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.event.EventReader;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads events as they are sent: ours or CloudEvents, one, a list, a batch or lines. All errors are
 * told at once; events without an id or a time get one.
 */
public final class IngestDraft {
  /** Most events of one request. */
  public static final int MOST = 1_000;

  static final Body<Sent> EVENT = Body.of(Sent.class);
  static final Body<Many> EVENTS = Body.of(Many.class);
  static final Body<Amendment> AMENDMENT = Body.of(Amendment.class);

  private final EnvironmentClock clock;
  private final Ids ids;

  /** What an event looks like, for the document: {@code rules.event.EventReader} reads it. */
  @Named("IngestEvent")
  @Says("CloudEvents 1.0 JSON is taken too.")
  record Sent(
      @Says("Yours; the same id is counted once. Left out, one is made.") @Example("call-1")
          @Nullable EventId eventId,
      @Example("llm_call") String eventName,
      @Example("acme") ExternalId externalCustomerId,
      @Says("Taken and ignored.") @Nullable CustomerId customerId,
      @Says("When it occurred; left out: now.") @Nullable Instant timestamp,
      @Nullable String source,
      @Says("What meters read; numbers are exact, as JSON numbers or as strings.")
          @Example("{\"tokens\":\"1200\"}")
          Json.@Nullable Obj properties) {}

  /** A list of events. */
  @Named("BulkIngestEvents")
  record Many(@AtMost(MOST) List<Sent> events) {}

  /** What takes an event's place. */
  @Named("AmendEvent")
  record Amendment(@Says("The replacement, with an id of its own.") Sent event) {}

  /** Reads with this clock, and gives these ids. */
  public IngestDraft(EnvironmentClock clock, Ids ids) {
    this.clock = clock;
    this.ids = ids;
  }

  /** Reads the one event of a body. Fails with {@link Problem.InvalidRequest}. */
  List<Event> one(Request request) {
    Json sent = CloudDraft.isBinary(request) ? CloudDraft.event(request) : request.json();
    return read(request, List.of(sent), "");
  }

  /**
   * Reads the events of a bulk body: an object with events, a CloudEvents batch, or lines. Fails
   * with {@link Problem.InvalidRequest}.
   */
  List<Event> many(Request request) {
    if (EventLines.are(request.header("Content-Type"))) {
      return read(request, EventLines.read(request.body().getBytes(), MOST), "/events");
    }
    if (CloudDraft.isBinary(request)) {
      return one(request);
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
        return list(request, events);
      }
    }
    throw refused(new FieldError("/events", "required", "Send 'events', a list of 1 to 1,000."));
  }

  /**
   * Reads the list of events that a body has in its field {@code events}. Fails with {@link
   * Problem.InvalidRequest}.
   */
  public List<Event> list(Request request, Json.Arr events) {
    return read(request, events.items(), "/events");
  }

  /** Reads the event that takes another's place. Fails with {@link Problem.InvalidRequest}. */
  Event replacement(Request request, EventId amended) {
    Json.Obj body = request.json() instanceof Json.Obj object ? object : Json.Obj.EMPTY;
    refuseOthers(body);
    Json event = Optional.ofNullable(body.get("event")).orElse(Json.nothing());
    if (!(event instanceof Json.Obj sent && sent.string("event_id") != null)) {
      throw refused(
          "The replacement cannot be used.",
          List.of(
              new FieldError(
                  "/event/event_id",
                  "required",
                  "Give the replacement an id, so that this request can be sent again.")));
    }
    Event replacement = read(request, List.of(event), "/event").getFirst();
    if (replacement.id().equals(amended)) {
      throw refused(
          "The replacement needs an id of its own.",
          List.of(new FieldError("/event/event_id", "taken", "Give a new id, or leave it out.")));
    }
    return replacement;
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
      throw refused("The amendment cannot be used.", errors);
    }
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
        events.add(Event.of(draft, new EventId(idOf(draft, key, i, now)), now));
      }
    }
    if (!errors.isEmpty()) {
      throw refused(
          "%d fields cannot be used; nothing was stored.".formatted(errors.size()), errors);
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

  private static ProblemException refused(FieldError error) {
    return refused("The list of events cannot be used.", List.of(error));
  }

  private static ProblemException refused(String detail, List<FieldError> errors) {
    return new ProblemException(new Problem.InvalidRequest(detail, errors));
  }
}
