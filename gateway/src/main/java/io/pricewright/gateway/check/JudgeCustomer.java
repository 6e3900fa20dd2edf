package io.pricewright.gateway.check;

import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.judge.NaiveStream;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.ledger.Books;
import io.pricewright.store.row.CustomerRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges one customer: what each event was rated on, as the events come in order of time, and then
 * each cell against what the naive model says it costs. It keeps no event.
 */
final class JudgeCustomer {
  private final CustomerRow customer;
  private final Books books;
  private final Findings findings;
  private final @Nullable NaiveStream stream;

  /**
   * Judges by a snapshot.
   *
   * @param book null: nobody can say what it is subscribed to
   */
  JudgeCustomer(
      ScriptEngine engine,
      Catalogue catalogue,
      CustomerRow customer,
      @Nullable CustomerBook book,
      Books books,
      Instant now,
      Findings findings) {
    this.customer = customer;
    this.books = books;
    this.findings = findings;
    this.stream = book == null ? null : new NaiveStream(engine, catalogue, book, now);
  }

  private String name() {
    return "customer " + customer.externalId();
  }

  /** Judges the next events, in order of time and key. */
  void events(List<StoredEvent> page) {
    findings.read(page.size());
    for (StoredEvent one : page) {
      if (one.outcome() != Outcome.VOIDED) {
        event(one);
      }
    }
  }

  private void event(StoredEvent stored) {
    Event event = stored.event();
    if (stored.outcome() == Outcome.PARKED) {
      findings.parks(
          new Findings.Waits(
              event.id(), customer.externalId(), stored.reason(), stored.rated().failure()));
    }
    if (stream == null) {
      return;
    }
    Set<LineItemNo> parked = on(stored, Entry.Status.PARKED);
    Set<LineItemNo> rated = on(stored, Entry.Status.RATED);
    List<LineItemNo> due = stream.add(event, parked::contains);
    for (LineItemNo line : due) {
      if (!rated.contains(line) && !parked.contains(line)) {
        findings.differs(
            "%s: an event is not rated on line item %d".formatted(name(), line.value()));
      }
    }
    rated.removeAll(due);
    for (LineItemNo line : rated) {
      findings.differs(
          "%s: an event is rated on line item %d, where it does not belong"
              .formatted(name(), line.value()));
    }
  }

  private static Set<LineItemNo> on(StoredEvent stored, Entry.Status status) {
    Set<LineItemNo> lines = new HashSet<>();
    for (Entry entry : stored.entries()) {
      if (entry.status() == status) {
        lines.add(entry.lineItemNo());
      }
    }
    return lines;
  }

  /** Compares what all events cost with the books. */
  void end() {
    if (stream == null) {
      findings.differs(name() + " has no subscriptions to be read");
      findings.judged(0);
      return;
    }
    Map<CellKey, BigDecimal> expected = stream.amounts();
    Set<CellKey> keys = new HashSet<>(expected.keySet());
    keys.addAll(books.booked().keySet());
    keys.addAll(books.charged().keySet());
    keys.forEach(key -> cell(key, expected.getOrDefault(key, BigDecimal.ZERO)));
    if (books.unposted() > 0) {
      findings.differs(
          "%s: %d charges have no posting of their amount".formatted(name(), books.unposted()));
    }
    for (String balance : new TreeSet<>(books.balances())) {
      findings.differs("%s: the balance of %s".formatted(name(), balance));
    }
    findings.judged(keys.size());
  }

  private void cell(CellKey key, BigDecimal due) {
    BigDecimal booked = books.booked().getOrDefault(key, BigDecimal.ZERO);
    BigDecimal charged = books.charged().getOrDefault(key, BigDecimal.ZERO);
    if (due.compareTo(booked) != 0 || due.compareTo(charged) != 0) {
      findings.differs(
          "%s: line item %d, period from %s: the events cost %s, booked is %s, charged is %s"
              .formatted(
                  name(),
                  key.lineItemNo().value(),
                  key.periodStart(),
                  due.toPlainString(),
                  booked.toPlainString(),
                  charged.toPlainString()));
    }
  }
}
