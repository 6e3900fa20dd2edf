package io.pricewright.gateway.charge;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.Explain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a charge is explained by: single events, or all of them together. */
final class Explained {
  private Explained() {}

  /** An event's entry on the charge's cell. */
  record Of(Event event, Entry entry) {}

  /** An entry with its evaluations. */
  record Part(Of of, Explain.Explanation explanation) implements ChargeExplanation.Part {}

  /**
   * Joins the entries of one cumulative price into one that goes from the usage before the first to
   * the usage after the last; empty when there is no such single step. Their order is not needed:
   * what is before one is after another, but for the first and the last.
   *
   * @param cumulative the price versions that are cumulative
   */
  static Optional<Of> together(List<Of> rated, Set<PriceId> cumulative) {
    List<BigDecimal> starts = new ArrayList<>();
    List<BigDecimal> ends = new ArrayList<>();
    for (Of of : rated) {
      BigDecimal before = of.entry().before();
      BigDecimal after = of.entry().after();
      PriceId price = of.entry().priceId();
      boolean same =
          price != null
              && cumulative.contains(price)
              && price.equals(rated.getFirst().entry().priceId());
      if (before == null || after == null || !same) {
        return Optional.empty();
      }
      starts.add(Money.plain(before));
      ends.add(Money.plain(after));
    }
    List<BigDecimal> firsts = new ArrayList<>(starts);
    ends.forEach(firsts::remove);
    starts.forEach(ends::remove);
    return firsts.size() == 1 && ends.size() == 1
        ? Optional.of(joined(rated.getFirst(), firsts.getFirst(), ends.getFirst()))
        : Optional.empty();
  }

  private static Of joined(Of any, BigDecimal before, BigDecimal after) {
    Entry entry = any.entry();
    return new Of(
        any.event(),
        new Entry(
            entry.status(),
            entry.meterId(),
            entry.lineItemNo(),
            entry.periodStart(),
            entry.part(),
            entry.reason(),
            entry.quantity(),
            entry.amount(),
            entry.currency(),
            entry.priceId(),
            before,
            after,
            null));
  }
}
