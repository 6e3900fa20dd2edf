package io.pricewright.gateway.event;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.Explain;
import io.pricewright.rules.script.ScriptKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a charge is explained by: single events, or all of them together. */
public final class Explained {
  private Explained() {}

  /** An event's entry on the charge's cell. */
  public record Of(Event event, Entry entry) {}

  /** An entry with its evaluations. */
  public record Part(Of of, Explain.Explanation explanation) {
    /** Returns the part as JSON. */
    public Json json() {
      boolean perEvent = explanation.price().script().kind() == ScriptKind.PER_EVENT;
      Explain.Evaluation before = explanation.before();
      Map<String, Json> fields = new LinkedHashMap<>();
      fields.put("event_id", perEvent ? Json.of(of.event().id()) : Json.nothing());
      fields.put("amount", Json.of(Money.plain(explanation.amount()).toPlainString()));
      fields.put("usage_before", EventAnswers.decimal(of.entry().before()));
      fields.put("usage_after", EventAnswers.decimal(of.entry().after()));
      fields.put("price_id", Json.of(explanation.price().id()));
      fields.put("script", Json.of(explanation.price().script().label()));
      fields.put("script_id", Json.of(explanation.price().script().id()));
      fields.put("script_sha256", Json.of(explanation.price().script().sha256()));
      fields.put("price_after", EventAnswers.evaluation(explanation.after(), true));
      fields.put(
          "price_before", before == null ? Json.nothing() : EventAnswers.evaluation(before, true));
      return new Json.Obj(fields);
    }
  }

  /**
   * Joins the entries of one cumulative price into one that goes from the usage before the first to
   * the usage after the last; empty when there is no such single step. Their order is not needed:
   * what is before one is after another, but for the first and the last.
   *
   * @param cumulative the price versions that are cumulative
   */
  public static Optional<Of> together(List<Of> rated, Set<PriceId> cumulative) {
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
            after));
  }
}
