package io.pricewright.gateway.rating.rerating;

import io.pricewright.gateway.rating.snapshot.Snapshot;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.gate.Gates;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  public Future<StoredEvent> voidEvent(Tx tx, EventId eventId) {
    return EventLog.find(tx, eventId)
        .compose(
            found -> {
              StoredEvent stored = found.orElseThrow(() -> missing(eventId));
              CustomerNo customerNo = stored.customerNo();
              return customerNo == null
                  ? voidOrphan(tx, stored)
                  : voidOwned(tx, customerNo, eventId);
            })
        .compose(done -> EventLog.find(tx, eventId))
        .map(Optional::orElseThrow);
  }

  /**
   * Voids an event that is nobody's yet, behind the lock of its external id: creating the customer
   * waits for it, so that the event cannot be adopted meanwhile.
   */
  private Future<Void> voidOrphan(Tx tx, StoredEvent stored) {
    ExternalId externalId = stored.event().externalCustomerId();
    return Epochs.share(tx)
        .compose(epoch -> Epochs.shareIds(tx, List.of(externalId)))
        .compose(locked -> Customers.resolve(tx, List.of(externalId)))
        .compose(
            found -> {
              CustomerNo customerNo = found.get(externalId);
              return customerNo == null
                  ? mark(tx, stored, null, null)
                  : voidOwned(tx, customerNo, stored.event().id());
            });
  }

  private static Future<Void> mark(
      Tx tx, StoredEvent stored, @Nullable CustomerNo customerNo, @Nullable Long seq) {
    RatedEvent voided =
        new RatedEvent(stored.event(), customerNo, Outcome.VOIDED, null, stored.entries());
    return EventLog.update(tx, List.of(new EventLog.Receipt(voided, seq)));
  }

  /** The version moves too: counters that only add cannot take an event away. */
  private Future<Void> voidOwned(Tx tx, CustomerNo customerNo, EventId eventId) {
    return rerating
        .take(tx, customerNo)
        .compose(
            at ->
                EventLog.find(tx, eventId)
                    .compose(
                        again -> {
                          StoredEvent stored = again.orElseThrow(() -> missing(eventId));
                          if (stored.outcome() == Outcome.VOIDED) {
                            return Future.succeededFuture();
                          }
                          return stored.customerNo() == null
                              ? mark(tx, stored, customerNo, seq(at, customerNo))
                              : rerating
                                  .remove(tx, at, stored)
                                  .compose(removed -> Gates.bumpVersion(tx, customerNo));
                        }));
  }

  /** An event that waits for its adoption gets its customer and this seq; nothing is booked yet. */
  private static long seq(Snapshot at, CustomerNo customerNo) {
    return Objects.requireNonNull(at.gates().get(customerNo)).seq();
  }

  private static ProblemException missing(EventId eventId) {
    return new ProblemException(
        new Problem.NotFound("There is no event with id '%s'.".formatted(eventId)));
  }
}
