package io.pricewright.gateway.rating;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.CellModel;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.Opening;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.usage.UsageState;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventPages;
import io.pricewright.store.event.StoredEvent;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the events that are rated in a cell, which is counted again from them. */
public final class ReadEvents {
  /** Most events of a cell that is counted again; beyond, the work fails and says so. */
  static final int MOST = 250_000;

  private static final int PAGE = 5_000;

  private ReadEvents() {}

  /**
   * Returns the events of a cell in order of time; voided ones are in none.
   *
   * @param without an event that is about to be voided, or null
   */
  static Future<List<RatedEvent>> of(Tx tx, CellModel model, @Nullable EventKey without) {
    return pages(tx, model, without, EventPages.Position.START, new ArrayList<>());
  }

  private static Future<List<RatedEvent>> pages(
      Tx tx,
      CellModel model,
      @Nullable EventKey without,
      EventPages.Position after,
      List<RatedEvent> found) {
    CellKey key = model.key();
    return EventPages.page(
            tx,
            key.customerNo(),
            model.period().from(),
            model.period().to(),
            Long.MAX_VALUE,
            after,
            PAGE)
        .compose(
            page -> {
              for (StoredEvent stored : page) {
                if (isIn(stored, key) && !stored.event().key().equals(without)) {
                  found.add(stored.rated());
                }
              }
              if (found.size() > MOST) {
                return Future.failedFuture(
                    new IllegalStateException(
                        "a cell of line item %d has over %d events and cannot be counted again in one step"
                            .formatted(key.lineItemNo().value(), MOST)));
              }
              return page.size() < PAGE
                  ? Future.succeededFuture(found)
                  : pages(tx, model, without, EventPages.Position.of(page.getLast()), found);
            });
  }

  /**
   * Returns the level with which a cell begins, or null when it begins with none.
   *
   * @param without an event that is about to be voided, or null
   */
  static Future<@Nullable UsageState> level(Tx tx, CellModel model, @Nullable EventKey without) {
    return model.carries()
        ? level(tx, model, without, EventPages.Position.START, new Opening(model))
        : Future.succeededFuture(null);
  }

  private static Future<@Nullable UsageState> level(
      Tx tx,
      CellModel model,
      @Nullable EventKey without,
      EventPages.Position after,
      Opening opening) {
    return EventPages.page(
            tx, model.key().customerNo(), Instant.EPOCH, model.begin(), Long.MAX_VALUE, after, PAGE)
        .compose(
            page -> {
              for (StoredEvent stored : page) {
                if (stored.outcome() != Outcome.VOIDED && !stored.event().key().equals(without)) {
                  opening.add(stored.event());
                }
              }
              return page.size() < PAGE
                  ? Future.succeededFuture(opening.standing())
                  : level(tx, model, without, EventPages.Position.of(page.getLast()), opening);
            });
  }

  private static boolean isIn(StoredEvent stored, CellKey key) {
    return stored.outcome() != Outcome.VOIDED
        && stored.entries().stream().anyMatch(entry -> isIn(entry, key));
  }

  /** Returns whether an entry says that its event is rated in a cell. */
  public static boolean isIn(Entry entry, CellKey key) {
    return entry.status() == Entry.Status.RATED
        && entry.lineItemNo().equals(key.lineItemNo())
        && key.periodStart().equals(entry.periodStart())
        && key.part().equals(entry.part());
  }
}
