package io.pricewright.rules.rating;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.script.ScriptOutcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event with its receipt.
 *
 * @param event the event
 * @param customerNo whose; null when there is no such customer yet
 * @param outcome rated, parked, unmatched or voided
 * @param reason why parked or unmatched
 * @param entries what became of it on each line item
 */
public record RatedEvent(
    Event event,
    @Nullable CustomerNo customerNo,
    Outcome outcome,
    @Nullable String reason,
    List<Entry> entries) {
  public RatedEvent {
    entries = List.copyOf(entries);
  }

  /**
   * Makes the receipt of entries: parked if one is, rated if one is, else unmatched. Parked for
   * want of time comes before other reasons, as that is looked for.
   */
  public static RatedEvent of(
      Event event,
      @Nullable CustomerNo customerNo,
      @Nullable String unmatched,
      List<Entry> entries) {
    Entry parked = null;
    for (Entry entry : entries) {
      if (entry.status() == Entry.Status.PARKED
          && (parked == null || ScriptOutcome.Failed.DEFERRED.equals(entry.reason()))) {
        parked = entry;
      }
    }
    if (parked != null) {
      return new RatedEvent(event, customerNo, Outcome.PARKED, parked.reason(), entries);
    }
    boolean rated = entries.stream().anyMatch(e -> e.status() == Entry.Status.RATED);
    return rated
        ? new RatedEvent(event, customerNo, Outcome.RATED, null, entries)
        : new RatedEvent(event, customerNo, Outcome.UNMATCHED, unmatched, entries);
  }

  /** Returns what parked it, or null when it is not parked. */
  public @Nullable Failure failure() {
    return outcome != Outcome.PARKED
        ? null
        : entries.stream().map(Entry::failure).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /**
   * Returns the sum of the amounts if they are all in one currency and none is parked, else null.
   */
  public @Nullable Priced priced() {
    String currency = null;
    BigDecimal sum = BigDecimal.ZERO;
    for (Entry entry : entries) {
      if (entry.status() == Entry.Status.PARKED) {
        return null;
      }
      if (entry.amount() == null || entry.currency() == null) {
        continue;
      }
      if (currency != null && !currency.equals(entry.currency())) {
        return null;
      }
      currency = entry.currency();
      sum = sum.add(entry.amount());
    }
    return currency == null ? null : new Priced(sum, currency);
  }

  /**
   * What an event costs.
   *
   * @param amount sum over its line items
   * @param currency their one currency
   */
  public record Priced(BigDecimal amount, String currency) {}
}
