package io.pricewright.gateway.simulation;

import io.pricewright.gateway.catalogue.PriceScripts;
import io.pricewright.gateway.http.Fields;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.subscription.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to know.
 *
 * @param field which field named the price
 * @param priceId a version of the lineage that is simulated
 * @param script the script to try, or null when a price is tried
 * @param candidateId the price version to try, or null when a script is tried
 * @param asked span of interest
 * @param externalIds only these customers; empty: all that have the price
 */
record Question(
    String field,
    String priceId,
    PriceScripts.@Nullable Wanted script,
    @Nullable String candidateId,
    Interval asked,
    List<String> externalIds) {
  private static final int MAX_CUSTOMERS = 1_000;

  Question {
    externalIds = List.copyOf(externalIds);
  }

  /** Reads a question and refuses it with all that is wrong. */
  static Question fromApi(Fields fields) {
    String lineage = fields.text("lineage_id", 100);
    String price = fields.text("price_id", 100);
    if ((lineage == null) == (price == null)) {
      fields.refuse("lineage_id", "required", "Give either lineage_id or price_id.");
    }
    Fields candidate = fields.object("candidate");
    PriceScripts.Wanted script = null;
    String tried = null;
    if (candidate == null) {
      fields.refuse("candidate", "required", "Give a script with params, or a price_id.");
    } else {
      tried = candidate.text("price_id", 100);
      if (tried == null) {
        script = PriceScripts.read(candidate, Json.Obj.EMPTY);
      } else if (candidate.has("script") || candidate.has("params")) {
        candidate.refuse("price_id", "ambiguous", "Give either price_id, or script and params.");
      }
    }
    Instant from = required(fields, "from");
    Instant to = required(fields, "to");
    if (from.equals(to) || from.isAfter(to)) {
      fields.refuse("to", "out_of_range", "Give an end behind the beginning.");
    }
    List<String> customers = fields.texts("external_customer_ids", MAX_CUSTOMERS);
    fields.done();
    return new Question(
        lineage == null ? "price_id" : "lineage_id",
        Objects.requireNonNull(lineage == null ? price : lineage),
        script,
        tried,
        new Interval(from, to),
        customers);
  }

  private static Instant required(Fields fields, String name) {
    Instant at = fields.instant(name);
    if (!fields.has(name)) {
      fields.refuse(name, "required", "Give '%s', an RFC 3339 time.".formatted(name));
    }
    return at == null ? Instant.EPOCH : at;
  }
}
