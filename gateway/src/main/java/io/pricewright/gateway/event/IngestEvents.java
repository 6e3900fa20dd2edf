package io.pricewright.gateway.event;

import io.pricewright.gateway.rating.Delivery;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.tenancy.Scope;
import io.vertx.core.Future;
import java.util.List;

/** Takes events in: has them rated, or keeps them in a topic until they are. */
public final class IngestEvents {
  private final Intake intake;

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

  /** Gives events to an intake. */
  public IngestEvents(Intake intake) {
    this.intake = intake;
  }

  /** Takes events; of each its delivery says what it came to, a conflict too. */
  Future<List<Delivery>> run(Scope scope, List<Event> events) {
    return intake.take(scope, events);
  }

  /** Takes events of which none may conflict. Fails with {@link Problem.EventConflict}. */
  Future<List<Delivery>> withoutConflict(Scope scope, List<Event> events) {
    return run(scope, events)
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
  ProblemException missing(EventId eventId) {
    String whole = eventId.value();
    String id = whole.length() > 80 ? whole.substring(0, 80) : whole;
    return new ProblemException(
        intake.queues()
            ? new Problem.NotRatedYet(
                "Event '%s' is not rated yet, or was never sent. Ask again in a second; if it stays"
                        .formatted(id)
                    + " unknown, look at POST /v1/events/query or send it again with the same id.")
            : new Problem.NotFound(
                "There is no event with id '%s'. Look at POST /v1/events/query.".formatted(id)));
  }

  private static ProblemException conflict(Delivery delivery) {
    String id = delivery.rated().event().id().value();
    return new ProblemException(
        new Problem.EventConflict(
            id,
            "Event id '%s' was used at %s for another body. Send the correction to /v1/events/%s/amend, or use a new id."
                .formatted(id, delivery.rated().event().ingestedAt(), id)));
  }
}
