package io.pricewright.gateway.simulation;

import io.pricewright.rules.event.EventDraft;
import io.pricewright.rules.event.EventKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The first walk over a file of events: who is in it, and what is wrong with it. Fails with {@code
 * InvalidOperation} when it has too many event ids.
 */
final class ScanFile implements FileEvents.Sink {
  private static final int MOST_BAD_ROWS = 10_000;
  private static final int MOST_IDS = 5_000_000;

  private final int mostCustomers;
  private final Set<String> customers = new LinkedHashSet<>();
  private final KeySet ids = new KeySet(MOST_IDS);
  private final BitSet bad = new BitSet();
  private final List<BadRow> badRows = new ArrayList<>();
  private long badRowCount;
  private long rows;

  /** Scans for so many customers at most; rows of more are bad. */
  ScanFile(int mostCustomers) {
    this.mostCustomers = mostCustomers;
  }

  @Override
  public void event(long row, EventDraft draft) {
    rows++;
    if (draft.id() != null && !ids.add(EventKey.of(draft.id()))) {
      told(new BadRow(row, "duplicate", "event_id '%s' came before.".formatted(draft.id())));
    } else if (customers.size() < mostCustomers || customers.contains(draft.externalCustomerId())) {
      customers.add(draft.externalCustomerId());
    } else {
      told(new BadRow(row, "too_many_customers", "There are more customers than can be taken."));
    }
  }

  @Override
  public void bad(BadRow row) {
    rows++;
    told(row);
  }

  private void told(BadRow row) {
    bad.set((int) row.row());
    badRowCount++;
    if (badRows.size() < MOST_BAD_ROWS) {
      badRows.add(row);
    }
  }

  /** Returns the external ids of whom it has events, in their order. */
  Set<String> customers() {
    return customers;
  }

  /** Returns whether a row is one to pass over. */
  boolean isBad(long row) {
    return bad.get((int) row);
  }

  /** Returns what is wrong, the first rows. */
  List<BadRow> badRows() {
    return badRows;
  }

  /** Returns how many rows are no events. */
  long badRowCount() {
    return badRowCount;
  }

  /** Returns how many rows there are. */
  long rows() {
    return rows;
  }
}
