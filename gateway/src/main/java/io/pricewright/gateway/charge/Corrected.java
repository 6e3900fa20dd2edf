package io.pricewright.gateway.charge;

import io.pricewright.gateway.event.EventAnswers;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.rating.Explain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A segment of a correction as JSON: what it added before and adds now, each with the evaluations
 * that give it, {@code price - less}; {@code less} is the usage before the segment.
 */
final class Corrected {
  static final String INCOMPLETE =
      "The price or its parameters changed since, or each event is priced alone: then the events'"
          + " receipts explain the amounts.";

  private Corrected() {}

  static Json json(Explain.Correction correction) {
    PriceVersion price = correction.price();
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("event_id", Json.nothing());
    fields.put("amount", EventAnswers.decimal(correction.amount()));
    fields.put("booked_before", EventAnswers.decimal(correction.step().ownBefore()));
    fields.put("booked_after", EventAnswers.decimal(correction.step().ownAfter()));
    fields.put("price_id", Json.of(price.id()));
    fields.put("script", Json.of(price.script().label()));
    fields.put("script_id", Json.of(price.script().id()));
    fields.put("script_sha256", Json.of(price.script().sha256()));
    put("price_after", "less_after", correction.after(), fields);
    put("price_before", "less_before", correction.before(), fields);
    return new Json.Obj(fields);
  }

  private static void put(
      String price, String less, List<Explain.Evaluation> evaluations, Map<String, Json> fields) {
    fields.put(
        price,
        evaluations.isEmpty()
            ? Json.nothing()
            : EventAnswers.evaluation(evaluations.getFirst(), true));
    fields.put(
        less,
        evaluations.size() < 2
            ? Json.nothing()
            : EventAnswers.evaluation(evaluations.getLast(), true));
  }
}
