package io.pricewright.gateway.event;

import static io.pricewright.gateway.event.EventAnswers.BULK;
import static io.pricewright.gateway.event.EventAnswers.EVENT;
import static io.pricewright.gateway.event.EventAnswers.PREVIEW;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.rating.Mode;
import io.pricewright.gateway.rating.ingest.RateEvents;
import io.pricewright.gateway.rating.rerating.CorrectEvents;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The doors through which events come in. */
public final class EventRoutes {
  private final IngestDraft drafts;
  private final IngestEvents ingest;
  private final RateEvents rating;
  private final Receipts receipts;
  private final ReceiptRoutes stored;

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
    AmendEvent amend = new AmendEvent(snapshots, rating, correct, ingest);
    this.stored = new ReceiptRoutes(drafts, ingest, receipts, correct, amend);
  }

  /** Returns the routes, those of stored events among them. */
  public List<Route> routes(Transactions in) {
    return Stream.concat(doors(in).stream(), stored.routes(in).stream()).toList();
  }

  private List<Route> doors(Transactions in) {
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
            .asking(WantedDraft.QUERY),
        Route.post(
                "/v1/events/bulk",
                write,
                "Stores and rates 1 to 1,000 events.",
                202,
                IngestDraft.EVENTS,
                BULK,
                request -> many(in, request))
            .says("JSON, a batch of CloudEvents, or application/x-ndjson with an event a line.")
            .asking(WantedDraft.QUERY)
            .alsoAs("application/x-ndjson"),
        Route.post(
                "/v1/preview",
                read,
                "Prices 1 to 1,000 hypothetical events.",
                200,
                IngestDraft.EVENTS,
                PREVIEW,
                in.of((tx, request, now) -> preview(tx, drafts.many(request))))
            .says("With the usage so far, by the code that rates real ones; writes nothing."));
  }

  private Future<Answer> one(Transactions in, Request request) {
    if (CloudDraft.isBatch(request)) {
      return many(in, request);
    }
    boolean full = request.read(WantedDraft.QUERY).full();
    return ingest
        .withoutConflict(request.scope(), drafts.one(request))
        .compose(deliveries -> shown(in, request, deliveries, full))
        .map(shown -> Answer.json(202, EVENT.json(shown.getFirst())));
  }

  private Future<Answer> many(Transactions in, Request request) {
    boolean full = request.read(WantedDraft.QUERY).full();
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
}
