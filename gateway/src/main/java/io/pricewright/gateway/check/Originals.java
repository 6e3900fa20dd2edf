package io.pricewright.gateway.check;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.Replacements;
import io.pricewright.store.event.StoredEvent;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Checks that what was replaced by an amendment is taken back, and so is not paid twice. */
final class Originals {
  private static final int PAGE = 1_000;
  private static final EventId FIRST = new EventId("");

  private Originals() {}

  /** Reads all replacements, a transaction a page, and tells those whose original still counts. */
  static Future<Void> check(Database database, Scope scope, Findings findings) {
    return after(database, scope, FIRST, findings);
  }

  private static Future<Void> after(
      Database database, Scope scope, EventId last, Findings findings) {
    return database
        .inScope(
            scope,
            tx ->
                Replacements.page(tx, last, PAGE)
                    .compose(pairs -> compare(tx, pairs, findings).map(pairs)))
        .compose(
            pairs ->
                pairs.size() < PAGE
                    ? Future.succeededFuture()
                    : after(database, scope, pairs.getLast().original(), findings));
  }

  private static Future<Void> compare(Tx tx, List<Replacements.Pair> pairs, Findings findings) {
    return EventLog.find(tx, pairs.stream().map(pair -> key(pair.original())).toList())
        .map(
            originals -> {
              pairs.stream()
                  .filter(pair -> !isGone(originals, pair))
                  .forEach(
                      pair ->
                          findings.differs(
                              "event %s replaces %s, which is not taken back"
                                  .formatted(pair.replacement().value(), pair.original().value())));
              return null;
            });
  }

  private static boolean isGone(Map<EventKey, StoredEvent> originals, Replacements.Pair pair) {
    StoredEvent original = originals.get(key(pair.original()));
    return original != null && original.outcome() == Outcome.VOIDED;
  }

  private static EventKey key(EventId id) {
    return EventKey.of(id.value());
  }
}
