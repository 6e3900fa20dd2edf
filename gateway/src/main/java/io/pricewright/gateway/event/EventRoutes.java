package io.pricewright.gateway.event;

import static io.pricewright.gateway.event.EventAnswers.AMENDED;
import static io.pricewright.gateway.event.EventAnswers.BULK;
import static io.pricewright.gateway.event.EventAnswers.EVENT;
import static io.pricewright.gateway.event.EventAnswers.PREVIEW;
import static io.pricewright.gateway.event.EventAnswers.RECEIPT;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.http.body.Refused;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.rating.Mode;
import io.pricewright.gateway.rating.ingest.RateEvents;
import io.pricewright.gateway.rating.rerating.CorrectEvents;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.StoredEvent;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The doors through which events come in, and what becomes of them is asked. */
public final class EventRoutes {
  private static final Query<Wanted> WANTED = Query.of(Wanted.class);
  private static final Query<ById> BY_ID = Query.of(ById.class);

  private final IngestDraft drafts;
  private final IngestEvents ingest;
  private final RateEvents rating;
  private final Receipts receipts;
  private final CorrectEvents correct;
  private final AmendEvent amend;

  /** How much an answer says. */
  enum Detail implements Coded {
    FULL,
    NONE;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is answered of the events of a request. */
  record Wanted(
      @Says("full: with receipts.") @Refused(code = "unknown_value", detail = "Say full or none.")
          @Nullable Detail receipt) {
    boolean full() {
      return receipt == Detail.FULL;
    }
  }

  /** Which event. */
  record ById(EventId eventId) {}

  /** Parts the routes need. */
  public EventRoutes(
      IngestDraft drafts,
      IngestEvents ingest,
      RateEvents rating,
      Receipts receipts,
      CorrectEvents correct,
      Snapshots snapshots) {
    this.drafts = drafts;
    this.ingest = ingest;
    this.rating = rating;
    this.receipts = receipts;
    this.correct = correct;
    this.amend = new AmendEvent(snapshots, rating, correct, ingest);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.EVENTS_READ;
    String write = Scopes.EVENTS_WRITE;
    return List.of(
        Route.post(
                "/v1/events",
                write,
                "Stores and rates one event.",
                202,
                IngestDraft.EVENT,
                EVENT,
                request -> one(in, request))
            .says(
                "The answer holds its price. CloudEvents 1.0 are taken too: as JSON, in binary"
                    + " mode, and in batches, which are answered as in bulk.")
            .fails(Problem.EventConflict.class)
            .asking(WANTED),
        Route.post(
                "/v1/events/bulk",
                write,
                "Stores and rates 1 to 1,000 events.",
                202,
                IngestDraft.EVENTS,
                BULK,
                request -> many(in, request))
            .says("JSON, a batch of CloudEvents, or application/x-ndjson with an event a line.")
            .asking(WANTED)
            .alsoAs("application/x-ndjson"),
        Route.post(
                "/v1/preview",
                read,
                "Prices 1 to 1,000 hypothetical events.",
                200,
                IngestDraft.EVENTS,
                PREVIEW,
                in.of((tx, request, now) -> preview(tx, drafts.many(request))))
            .says("With the usage so far, by the code that rates real ones; writes nothing."),
        Route.get(
                "/v1/events/{id}/receipt",
                read,
                "Says what became of an event.",
                RECEIPT,
                in.of((tx, request, now) -> receipt(tx, request.path("id"))))
            .says("And why it costs what it costs.")
            .fails(Problem.NotRatedYet.class),
        Route.get(
                "/v1/events/receipt",
                read,
                "Says what became of an event whose id does not fit into a path.",
                RECEIPT,
                in.of((tx, request, now) -> receipt(tx, request.read(BY_ID).eventId().value())))
            .fails(Problem.NotFound.class, Problem.NotRatedYet.class)
            .asking(BY_ID),
        Route.post(
                "/v1/events/{id}/void",
                write,
                "Takes an event back.",
                200,
                RECEIPT,
                in.of((tx, request, now) -> voided(tx, request.path("id"))))
            .says("Its id stays taken.")
            .fails(Problem.NotRatedYet.class),
        Route.post(
                "/v1/events/{id}/amend",
                write,
                "Voids an event and stores its replacement.",
                200,
                IngestDraft.AMENDMENT,
                AMENDED,
                in.creating(this::amended))
            .says(
                "The replacement has a new id. Both or none, and once: the same again changes"
                    + " nothing.")
            .fails(Problem.EventConflict.class, Problem.NotRatedYet.class));
  }

  private Future<Answer> one(Transactions in, Request request) {
    if (CloudDraft.isBatch(request)) {
      return many(in, request);
    }
    boolean full = request.read(WANTED).full();
    return ingest
        .withoutConflict(request.scope(), drafts.one(request))
        .compose(deliveries -> shown(in, request, deliveries, full))
        .map(shown -> Answer.json(202, EVENT.json(shown.getFirst())));
  }

  private Future<Answer> many(Transactions in, Request request) {
    boolean full = request.read(WANTED).full();
    return ingest
        .run(request.scope(), drafts.many(request))
        .compose(
            deliveries -> {
              EventAnswers.Counts counts = EventAnswers.Counts.of(deliveries);
              return (full ? shown(in, request, deliveries, true) : none())
                  .map(
                      results ->
                          Answer.json(202, BULK.json(new EventAnswers.Bulk(counts, results))));
            });
  }

  private static Future<@Nullable List<EventAnswers.EventAnswer>> none() {
    return Future.succeededFuture(null);
  }

  /** Of events that wait in a topic there is no receipt yet. */
  private Future<List<EventAnswers.EventAnswer>> shown(
      Transactions in, Request request, List<Delivery> deliveries, boolean full) {
    return full && deliveries.getFirst().kind() != Delivery.Kind.QUEUED
        ? in.read(request.scope(), tx -> receipts.of(tx, asked(deliveries))).map(List::copyOf)
        : Future.succeededFuture(
            deliveries.stream().<EventAnswers.EventAnswer>map(EventAnswers.Flat::of).toList());
  }

  private static List<Receipts.Asked> asked(List<Delivery> deliveries) {
    return deliveries.stream().map(Receipts.Asked::of).toList();
  }

  private Future<Answer> preview(Tx tx, List<Event> events) {
    return rating
        .price(tx, Mode.PREVIEW, events)
        .compose(
            deliveries ->
                receipts
                    .of(tx, asked(deliveries))
                    .map(
                        results ->
                            Answer.ok(PREVIEW, EventAnswers.Preview.of(deliveries, results))));
  }

  private Future<Answer> receipt(Tx tx, String eventId) {
    return found(tx, eventId)
        .compose(stored -> receipt(tx, stored))
        .map(receipt -> Answer.ok(RECEIPT, receipt));
  }

  private Future<StoredEvent> found(Tx tx, String eventId) {
    return EventLog.find(tx, eventId)
        .map(found -> found.orElseThrow(() -> ingest.missing(eventId)));
  }

  private Future<ReceiptAnswers.Receipt> receipt(Tx tx, StoredEvent stored) {
    return receipts
        .of(tx, asked(List.of(new Delivery(Delivery.Kind.NEW, stored.rated()))))
        .map(List::getFirst);
  }

  private Future<Answer> voided(Tx tx, String eventId) {
    return found(tx, eventId)
        .compose(known -> correct.voidEvent(tx, eventId))
        .compose(stored -> receipt(tx, stored))
        .map(receipt -> Answer.ok(RECEIPT, receipt));
  }

  private Future<Answer> amended(Tx tx, Request request, Instant now) {
    EventId id = new EventId(request.path("id"));
    return amend
        .run(tx, new AmendEvent.Command(id, drafts.replacement(request, id.value())), now)
        .compose(
            done ->
                receipts
                    .of(
                        tx,
                        asked(
                            List.of(
                                new Delivery(Delivery.Kind.NEW, done.voided().rated()),
                                done.replacement())))
                    .map(
                        shown ->
                            Answer.ok(
                                AMENDED,
                                new EventAnswers.Amended(shown.getFirst(), shown.getLast()))));
  }
}
