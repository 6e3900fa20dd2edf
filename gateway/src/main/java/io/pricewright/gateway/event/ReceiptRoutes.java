package io.pricewright.gateway.event;

import static io.pricewright.gateway.event.EventAnswers.AMENDED;
import static io.pricewright.gateway.event.EventAnswers.RECEIPT;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.rating.rerating.CorrectEvents;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.StoredEvent;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * The routes of stored events: what became of one, taking it back, putting another in its place.
 */
final class ReceiptRoutes {
  private static final Query<ById> BY_ID = Query.of(ById.class);

  private final IngestDraft drafts;
  private final IngestEvents ingest;
  private final Receipts receipts;
  private final CorrectEvents correct;
  private final AmendEvent amend;

  /** Which event. */
  record ById(EventId eventId) {}

  ReceiptRoutes(
      IngestDraft drafts,
      IngestEvents ingest,
      Receipts receipts,
      CorrectEvents correct,
      AmendEvent amend) {
    this.drafts = drafts;
    this.ingest = ingest;
    this.receipts = receipts;
    this.correct = correct;
    this.amend = amend;
  }

  /** Returns the routes. */
  List<Route> routes(Transactions in) {
    String read = Scopes.EVENTS_READ;
    String write = Scopes.EVENTS_WRITE;
    return List.of(
        Route.get(
                "/v1/events/{id}/receipt",
                read,
                "Says what became of an event.",
                RECEIPT,
                in.of((tx, request, now) -> receipt(tx, id(request))))
            .says("And why it costs what it costs.")
            .fails(Problem.NotRatedYet.class),
        Route.get(
                "/v1/events/receipt",
                read,
                "Says what became of an event whose id does not fit into a path.",
                RECEIPT,
                in.of((tx, request, now) -> receipt(tx, request.read(BY_ID).eventId())))
            .fails(Problem.NotFound.class, Problem.NotRatedYet.class)
            .asking(BY_ID),
        Route.post(
                "/v1/events/{id}/void",
                write,
                "Takes an event back.",
                200,
                RECEIPT,
                in.of((tx, request, now) -> voided(tx, id(request))))
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

  private static EventId id(Request request) {
    return new EventId(request.path("id"));
  }

  private Future<Answer> receipt(Tx tx, EventId eventId) {
    return found(tx, eventId)
        .compose(stored -> receipt(tx, stored))
        .map(receipt -> Answer.ok(RECEIPT, receipt));
  }

  private Future<StoredEvent> found(Tx tx, EventId eventId) {
    return EventLog.find(tx, eventId)
        .map(found -> found.orElseThrow(() -> ingest.missing(eventId)));
  }

  private Future<ReceiptAnswers.Receipt> receipt(Tx tx, StoredEvent stored) {
    return receipts.of(tx, List.of(now(stored))).map(List::getFirst);
  }

  private static Receipts.Asked now(StoredEvent stored) {
    return Receipts.Asked.of(new Delivery(Delivery.Kind.NEW, stored.rated()));
  }

  private Future<Answer> voided(Tx tx, EventId eventId) {
    return found(tx, eventId)
        .compose(known -> correct.voidEvent(tx, eventId))
        .compose(stored -> receipt(tx, stored))
        .map(receipt -> Answer.ok(RECEIPT, receipt));
  }

  private Future<Answer> amended(Tx tx, Request request, Instant now) {
    EventId id = id(request);
    return amend
        .run(tx, new AmendEvent.Command(id, drafts.replacement(request, id)), now)
        .compose(
            done ->
                receipts.of(tx, List.of(now(done.voided()), Receipts.Asked.of(done.replacement()))))
        .map(
            shown ->
                Answer.ok(AMENDED, new EventAnswers.Amended(shown.getFirst(), shown.getLast())));
  }
}
