package io.pricewright.gateway.rerating;

import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.StoredEvent;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Takes events back. The id stays taken; the charges that follow are corrections of their own. */
public final class CorrectEvents {
  private final Rerating rerating;

  /** Corrects with the code that re-rates. */
  public CorrectEvents(Rerating rerating) {
    this.rerating = rerating;
  }

  /**
   * Voids an event inside a transaction; a second time changes nothing. Returns it as it is then.
   */
  public Future<StoredEvent> voidEvent(Tx tx, String eventId) {
    return EventLog.find(tx, eventId)
        .compose(
            found -> {
              StoredEvent stored = found.orElseThrow(() -> missing(eventId));
              Long customerNo = stored.customerNo();
              return customerNo == null
                  ? voidOrphan(tx, stored)
                  : voidOwned(tx, customerNo, eventId);
            })
        .compose(done -> EventLog.find(tx, eventId))
        .map(Optional::orElseThrow);
  }

  private Future<Void> voidOrphan(Tx tx, StoredEvent stored) {
    var voided =
        new io.pricewright.rules.rating.RatedEvent(
            stored.event(), null, Outcome.VOIDED, null, stored.entries());
    return EventLog.update(tx, List.of(new EventLog.Receipt(voided, null)));
  }

  private Future<Void> voidOwned(Tx tx, long customerNo, String eventId) {
    return rerating
        .ground(tx, customerNo)
        .compose(
            ground ->
                EventLog.find(tx, eventId)
                    .compose(
                        again -> {
                          StoredEvent stored = again.orElseThrow(() -> missing(eventId));
                          return stored.outcome() == Outcome.VOIDED
                              ? Future.succeededFuture()
                              : rerating.remove(tx, ground, stored);
                        }));
  }

  private static ProblemException missing(String eventId) {
    return new ProblemException(
        new Problem.NotFound("There is no event with id '%s'.".formatted(eventId)));
  }
}
