package io.pricewright.gateway.rating.rerating;

import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.rating.Cell;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.Hit;
import io.pricewright.rules.rating.Matcher;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.StoredEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds which events a line item gained and lost by a change of its meter's filters. */
final class Rematch {
  private final Matcher matcher;
  private final @Nullable CustomerBook book;
  private final LineItemNo lineItemNo;
  private final List<EventLog.Receipt> receipts = new ArrayList<>();
  private final Map<CellKey, Cell> cells = new LinkedHashMap<>();

  Rematch(Matcher matcher, @Nullable CustomerBook book, LineItemNo lineItemNo) {
    this.matcher = matcher;
    this.book = book;
    this.lineItemNo = lineItemNo;
  }

  void look(StoredEvent stored) {
    if (stored.outcome() == Outcome.VOIDED) {
      return;
    }
    boolean was = stored.entries().stream().anyMatch(entry -> entry.on(lineItemNo));
    List<Hit> hits = matcher.match(book, stored.event(), line -> line.equals(lineItemNo)).hits();
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
            RatedEvent.of(stored.event(), stored.customerNo(), "filter_mismatch", entries), null));
  }

  List<EventLog.Receipt> receipts() {
    return receipts;
  }

  List<Cell> cells() {
    return List.copyOf(cells.values());
  }
}
