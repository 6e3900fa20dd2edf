package io.pricewright.gateway.credit;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.gateway.rating.Delivery;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.wallet.Hold;
import io.pricewright.rules.wallet.HoldStatus;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.CustomerRow;
import io.pricewright.store.row.HoldRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operations on holds share: which one, whether it still holds, and its end. */
final class Holds {
  private Holds() {}

  /** Finds a hold. Fails with {@code Problem.NotFound}. */
  static Future<HoldRow> find(Tx tx, HoldId id) {
    return HoldRow.TABLE.find(tx, id).map(found -> Existing.of(found, "hold", id));
  }

  /**
   * Finds a hold that still holds; its customer's gate is taken. Fails with {@code
   * Problem.InvalidOperation}.
   */
  static Future<HoldRow> live(Tx tx, HoldId id, Instant now) {
    return find(tx, id).map(row -> live(row, now));
  }

  private static HoldRow live(HoldRow row, Instant now) {
    boolean held = row.holdStatus() == HoldStatus.HELD;
    if (!held || !row.expiresAt().isAfter(now)) {
      throw Refusals.impossible(
          "The hold is %s. Make a new one, or send the events to /v1/events."
              .formatted((held ? HoldStatus.EXPIRED : row.holdStatus()).code()));
    }
    return row;
  }

  /** Writes the end of a hold. */
  static Future<HoldRow> end(
      Tx tx, HoldRow row, HoldStatus status, @Nullable BigDecimal settled, Instant now) {
    HoldRow ended = row.withHoldStatus(status).withSettledAmount(settled).withUpdatedAt(now);
    return HoldRow.TABLE.put(tx, ended).map(ended);
  }

  /** Returns what a hold set aside, grant by grant. */
  static Hold parts(HoldRow row) {
    return Hold.fromRow(row.id(), row.parts());
  }

  /** Returns events that are a customer's own. Fails with {@code Problem.InvalidOperation}. */
  static List<Event> own(List<Event> events, CustomerRow customer) {
    for (Event event : events) {
      if (!event.externalCustomerId().equals(customer.externalId())) {
        throw Refusals.impossible(
            "Event '%s' is of another customer than the hold.".formatted(event.id()));
      }
    }
    return events;
  }

  /** Returns the events that were not there before. */
  static List<RatedEvent> fresh(List<Delivery> deliveries) {
    return deliveries.stream()
        .filter(delivery -> delivery.kind() == Delivery.Kind.NEW)
        .map(Delivery::rated)
        .toList();
  }
}
