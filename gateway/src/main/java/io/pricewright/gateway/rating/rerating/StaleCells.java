package io.pricewright.gateway.rating.rerating;

import io.pricewright.gateway.rating.ReadEvents;
import io.pricewright.gateway.rating.snapshot.Snapshot;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.CellModel;
import io.pricewright.rules.rating.Matcher;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventPages;
import io.pricewright.store.event.StoredEvent;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Objects;

/**
 * Tells cells whose amount other price versions make than those that hold now. Where a version
 * counts by its share of the time, or what is held goes on under it, or it lets other events go
 * free, it needs no event behind its begin to change the amount.
 */
final class StaleCells {
  private StaleCells() {}

  /**
   * Returns whether an event of a cell, from an instant on, was rated by another version than the
   * one that holds at its time today.
   */
  static Future<Boolean> isStale(Tx tx, Snapshot at, CellKey key, Instant from) {
    CustomerBook book = Objects.requireNonNull(at.book(key.customerNo()));
    CellModel model = new Matcher(at.catalogue()).model(book, key);
    if (model == null || !from.isBefore(model.period().to())) {
      return Future.succeededFuture(false);
    }
    return model.movesWithoutEvents()
        ? Future.succeededFuture(true)
        : pages(tx, model, from, EventPages.Position.START);
  }

  private static Future<Boolean> pages(
      Tx tx, CellModel model, Instant from, EventPages.Position after) {
    return EventPages.page(
            tx,
            model.key().customerNo(),
            from,
            model.period().to(),
            Long.MAX_VALUE,
            after,
            Rerating.STEP)
        .compose(
            page ->
                page.stream().anyMatch(event -> isStale(model, event))
                    ? Future.succeededFuture(true)
                    : page.size() < Rerating.STEP
                        ? Future.succeededFuture(false)
                        : pages(tx, model, from, EventPages.Position.of(page.getLast())));
  }

  private static boolean isStale(CellModel model, StoredEvent event) {
    return event.outcome() != Outcome.VOIDED
        && event.entries().stream()
            .anyMatch(
                entry ->
                    ReadEvents.isIn(entry, model.key())
                        && !model.priceAt(event.event().occurredAt()).id().equals(entry.priceId()));
  }
}
