package io.pricewright.gateway.rating.rerating;

import io.pricewright.gateway.rating.snapshot.Snapshot;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.rating.Cell;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.Hit;
import io.pricewright.rules.rating.Match;
import io.pricewright.rules.rating.Matcher;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.EventPages;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.subscription.LineItems;
import io.pricewright.store.usage.UsageCells;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Matches events of a line item anew after its meter's filters, or its end, changed: entries appear
 * and vanish, and cells that did not exist are made, empty. Their amounts follow when the cells are
 * counted.
 */
final class Rematch {
  private final Matcher matcher;
  private final @Nullable CustomerBook book;
  private final LineItemNo lineItemNo;
  private final List<EventLog.Receipt> receipts = new ArrayList<>();
  private final Map<CellKey, Cell> cells = new LinkedHashMap<>();

  /** Matches the events of a line item page by page. */
  static Future<Void> all(Tx tx, Snapshot at, LineItems.Owned line) {
    return from(tx, at, line, Instant.EPOCH);
  }

  /** Matches the events of a line item from an instant on page by page. */
  static Future<Void> from(Tx tx, Snapshot at, LineItems.Owned line, Instant from) {
    return from(tx, at, line, from, EventPages.Position.START);
  }

  private static Future<Void> from(
      Tx tx, Snapshot at, LineItems.Owned line, Instant from, EventPages.Position after) {
    return EventPages.page(
            tx, line.customerNo(), from, Interval.END_OF_TIME, Long.MAX_VALUE, after, Rerating.STEP)
        .compose(
            page ->
                page(tx, at, line, page)
                    .compose(
                        done ->
                            page.size() < Rerating.STEP
                                ? Future.succeededFuture()
                                : from(
                                    tx, at, line, from, EventPages.Position.of(page.getLast()))));
  }

  private static Future<Void> page(
      Tx tx, Snapshot at, LineItems.Owned line, List<StoredEvent> page) {
    Rematch rematch =
        new Rematch(new Matcher(at.catalogue()), at.book(line.customerNo()), line.lineItemNo());
    page.forEach(rematch::look);
    return UsageCells.makeMissing(tx, List.copyOf(rematch.cells.values()))
        .compose(done -> EventLog.update(tx, rematch.receipts));
  }

  private Rematch(Matcher matcher, @Nullable CustomerBook book, LineItemNo lineItemNo) {
    this.matcher = matcher;
    this.book = book;
    this.lineItemNo = lineItemNo;
  }

  private void look(StoredEvent stored) {
    if (stored.outcome() == Outcome.VOIDED) {
      return;
    }
    boolean was = stored.entries().stream().anyMatch(entry -> entry.on(lineItemNo));
    Match match = matcher.match(book, stored.event(), line -> line.equals(lineItemNo));
    List<Hit> hits = match.hits();
    if (was == !hits.isEmpty()) {
      return;
    }
    List<Entry> entries = new ArrayList<>();
    stored.entries().stream().filter(entry -> !entry.on(lineItemNo)).forEach(entries::add);
    for (Hit hit : hits) {
      entries.add(Entry.recounted(hit));
      cells.putIfAbsent(
          hit.key(),
          Cell.empty(hit.key(), hit.cell().period(), hit.cell().subscription().currency()));
    }
    receipts.add(
        new EventLog.Receipt(
            RatedEvent.of(
                stored.event(),
                stored.customerNo(),
                match.reason() == null ? "filter_mismatch" : match.reason(),
                entries),
            null));
  }
}
