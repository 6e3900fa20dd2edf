package io.pricewright.gateway.event;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.rerating.Work;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.row.TaskRow;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has parked events rated again by a task.
 *
 * <p>Fails with {@code InvalidRequest} (no such event, no such customer).
 */
final class RerateEvents {
  private RerateEvents() {}

  /**
   * Which events: those that fulfil all that is given.
   *
   * @param eventId one alone, or null
   * @param externalId a customer's, or null
   * @param reason those parked for it, or null
   */
  record Command(
      @Nullable EventId eventId, @Nullable ExternalId externalId, @Nullable String reason) {}

  /** Adds the task, and returns it. */
  static Future<TaskRow> run(Tx tx, Command command, Instant now) {
    return known(tx, command.eventId())
        .compose(there -> Whose.find(tx, command.externalId(), null))
        .compose(
            whose -> {
              if (whose.externalId() != null) {
                throw Existing.missing(
                    "customer", whose.externalId(), "/external_customer_id", "is not there");
              }
              return Tasks.add(
                  tx,
                  new Work.RetryParked(command.eventId(), whose.customerNo(), command.reason()),
                  now);
            })
        .compose(id -> Tasks.find(tx, id))
        .map(Optional::orElseThrow);
  }

  private static Future<Void> known(Tx tx, @Nullable EventId eventId) {
    if (eventId == null) {
      return Future.succeededFuture();
    }
    return EventLog.find(tx, eventId)
        .map(
            found ->
                found.orElseThrow(
                    () -> Existing.missing("event", eventId, "/event_id", "is not there")))
        .mapEmpty();
  }
}
