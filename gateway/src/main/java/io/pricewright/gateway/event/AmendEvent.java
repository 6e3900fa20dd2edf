package io.pricewright.gateway.event;

import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.rating.ingest.RateEvents;
import io.pricewright.gateway.rating.rerating.CorrectEvents;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.Replacements;
import io.pricewright.store.event.StoredEvent;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Stores an event in another's place, and takes that one back: both or none, and once. The same
 * again changes nothing.
 *
 * <p>Fails with {@code EventConflict}: it was replaced by another event, it was voided, or the
 * replacement's id is taken; and as ingest says when there is no such event.
 */
final class AmendEvent {
  private final Snapshots snapshots;
  private final RateEvents rating;
  private final CorrectEvents correct;
  private final IngestEvents ingest;

  /** Which event, and what takes its place. */
  record Command(EventId id, Event replacement) {}

  /** What the amendment came to. */
  record Amended(StoredEvent voided, Delivery replacement) {}

  AmendEvent(Snapshots snapshots, RateEvents rating, CorrectEvents correct, IngestEvents ingest) {
    this.snapshots = snapshots;
    this.rating = rating;
    this.correct = correct;
    this.ingest = ingest;
  }

  /**
   * Takes the gates of both customers first, in their order, and looks at the event behind them.
   */
  Future<Amended> run(Tx tx, Command command, Instant now) {
    return find(tx, command.id())
        .compose(old -> snapshots.take(tx, customers(old, command.replacement())))
        .compose(at -> find(tx, command.id()))
        .compose(
            old ->
                Replacements.of(tx, command.id())
                    .compose(
                        by ->
                            by.isPresent()
                                ? again(tx, command, old, by.get())
                                : replace(tx, command, old, now)));
  }

  private static List<ExternalId> customers(StoredEvent old, Event replacement) {
    return List.of(old.event().externalCustomerId(), replacement.externalCustomerId());
  }

  private Future<StoredEvent> find(Tx tx, EventId id) {
    return EventLog.find(tx, id).map(found -> found.orElseThrow(() -> ingest.missing(id)));
  }

  /** The first answer stands for the same request; another one learns what took the place. */
  private static Future<Amended> again(Tx tx, Command command, StoredEvent old, EventId by) {
    return EventLog.find(tx, by)
        .map(Optional::orElseThrow)
        .map(
            stored -> {
              boolean same =
                  by.equals(command.replacement().id())
                      && stored.event().body().equals(command.replacement().body());
              if (!same) {
                throw conflict(
                    by,
                    "Event '%s' was replaced by '%s'. Amend '%s'."
                        .formatted(command.id().value(), by.value(), by.value()));
              }
              return new Amended(old, new Delivery(Delivery.Kind.DUPLICATE, stored.rated()));
            });
  }

  private Future<Amended> replace(Tx tx, Command command, StoredEvent old, Instant now) {
    EventId id = command.id();
    if (old.outcome() == Outcome.VOIDED) {
      throw conflict(
          id,
          "Event '%s' was voided, so nothing can take its place. Send a new event."
              .formatted(id.value()));
    }
    return rating
        .within(
            tx,
            BatchId.of(now, ThreadLocalRandom.current().nextLong()),
            List.of(command.replacement()),
            inside -> Future.succeededFuture())
        .map(deliveries -> fresh(deliveries.getFirst()))
        .compose(
            stored ->
                Replacements.note(tx, command.replacement().key(), id)
                    .compose(noted -> correct.voidEvent(tx, id))
                    .map(gone -> new Amended(gone, stored)));
  }

  private static Delivery fresh(Delivery delivery) {
    if (delivery.kind() != Delivery.Kind.NEW) {
      EventId id = delivery.rated().event().id();
      throw conflict(
          id,
          "Event id '%s' was used at %s. Give the replacement a new one."
              .formatted(id.value(), delivery.rated().event().ingestedAt()));
    }
    return delivery;
  }

  private static ProblemException conflict(EventId id, String detail) {
    return new ProblemException(new Problem.EventConflict(id.value(), detail));
  }
}
