package io.pricewright.gateway.simulation;

import io.pricewright.gateway.catalogue.PriceScripts;
import io.pricewright.gateway.http.Fields;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.ScriptText;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to know.
 *
 * @param field which field named the price
 * @param priceId a version of the lineage that is simulated; null when the candidates name theirs
 * @param candidates what is tried
 * @param cost what the usage costs the seller, or null
 * @param asked span of interest
 * @param externalIds only these customers; empty: all that have the price
 * @param sample share of the customers, above 0 to 1; null: all
 * @param seed of the sample
 * @param file id of a file of events that is simulated instead of the stored ones, or null
 * @param traffic generated events that are simulated instead, or null
 */
record Question(
    String field,
    @Nullable String priceId,
    List<Tried> candidates,
    PriceScripts.@Nullable Wanted cost,
    Interval asked,
    List<String> externalIds,
    @Nullable BigDecimal sample,
    long seed,
    @Nullable String file,
    @Nullable AskedTraffic traffic) {
  private static final int MAX_CUSTOMERS = 1_000;
  private static final int MAX_CANDIDATES = 4;
  private static final int MAX_PRICES = 20;
  private static final Instant ALWAYS = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant NEVER = Instant.parse("2200-01-01T00:00:00Z");

  /** A candidate: prices that would hold together. */
  record Tried(String name, List<Change> changes) {}

  /**
   * One price that is tried.
   *
   * @param lineage a version of the lineage it replaces; null: the question's
   * @param script the published script to try, or null
   * @param priceId the price version to try, or null
   * @param draft the text of a script that is not published, or null
   * @param bounds what is free and the maximum, where a script is tried
   * @param pointer where it stands
   */
  record Change(
      @Nullable String lineage,
      PriceScripts.@Nullable Wanted script,
      @Nullable String priceId,
      @Nullable Draft draft,
      PriceVersion.Bounds bounds,
      String pointer) {}

  /** A script that is not published, and its parameters. */
  record Draft(String source, Json.Obj params) {}

  Question {
    candidates = List.copyOf(candidates);
    externalIds = List.copyOf(externalIds);
  }

  /** Reads a question and refuses it with all that is wrong. */
  static Question fromApi(Fields fields) {
    String lineage = fields.text("lineage_id", 100);
    String price = fields.text("price_id", 100);
    List<Tried> candidates = candidates(fields);
    boolean all =
        !candidates.isEmpty()
            && candidates.stream()
                .allMatch(c -> c.changes().stream().allMatch(change -> change.lineage() != null));
    if ((lineage == null) == (price == null) && !(lineage == null && all)) {
      fields.refuse("lineage_id", "required", "Give either lineage_id or price_id.");
    }
    Fields cost = fields.object("cost");
    String file = fields.text("file_id", 100);
    AskedTraffic traffic = AskedTraffic.read(fields);
    if (file != null && traffic != null) {
      fields.refuse("traffic", "ambiguous", "Give either file_id or traffic.");
    }
    Interval asked = asked(fields, file != null);
    BigDecimal sample = fields.decimal("sample");
    if (sample != null && (sample.signum() <= 0 || sample.compareTo(BigDecimal.ONE) > 0)) {
      fields.refuse("sample", "out_of_range", "Give a share above 0 and at most 1.");
    }
    Long seed = fields.integer("seed", 0, Long.MAX_VALUE);
    List<String> customers = fields.texts("external_customer_ids", MAX_CUSTOMERS);
    PriceScripts.Wanted wanted = cost == null ? null : PriceScripts.read(cost, Json.Obj.EMPTY);
    fields.done();
    return new Question(
        lineage == null ? "price_id" : "lineage_id",
        lineage == null ? price : lineage,
        candidates,
        wanted,
        asked,
        customers,
        sample,
        seed == null ? 0 : seed,
        file,
        traffic);
  }

  private static List<Tried> candidates(Fields fields) {
    List<Tried> candidates = new ArrayList<>();
    Fields one = fields.object("candidate");
    if (one != null) {
      candidates.add(tried(one, "/candidate", "candidate"));
    }
    List<Fields> many = fields.objects("candidates", MAX_CANDIDATES);
    for (int i = 0; i < many.size(); i++) {
      candidates.add(tried(many.get(i), "/candidates/" + i, "candidate " + (i + 1)));
    }
    if (candidates.isEmpty()) {
      fields.refuse(
          "candidate", "required", "Give a script or a source with params, or a price_id.");
    }
    Set<String> names = new HashSet<>(Set.of("baseline", "cost"));
    for (Tried tried : candidates) {
      if (!names.add(tried.name())) {
        fields.refuse("candidates", "ambiguous", "Give each candidate a name of its own.");
      }
    }
    return candidates;
  }

  private static Tried tried(Fields candidate, String pointer, String absent) {
    String name = Objects.requireNonNullElse(candidate.text("name", 60), absent);
    List<Change> changes = new ArrayList<>();
    if (candidate.has("prices")) {
      List<Fields> prices = candidate.objects("prices", MAX_PRICES);
      for (int i = 0; i < prices.size(); i++) {
        changes.add(change(prices.get(i), pointer + "/prices/" + i));
      }
      if (changes.isEmpty()) {
        candidate.refuse("prices", "required", "Give at least one price.");
      }
    } else {
      changes.add(change(candidate, pointer));
    }
    return new Tried(name, changes);
  }

  private static Change change(Fields fields, String pointer) {
    String lineage = fields.text("lineage_id", 100);
    String price = fields.text("price_id", 100);
    String source = fields.text("source", ScriptText.MOST);
    Json.Obj params = fields.free("params");
    BigDecimal maximum = fields.amount("maximum_amount");
    Long free = fields.integer("free_events", 0, PriceVersion.Bounds.MAX_FREE);
    PriceVersion.Bounds bounds =
        new PriceVersion.Bounds(maximum, free == null ? 0 : free.intValue());
    PriceScripts.Wanted script = null;
    Draft draft = null;
    if (price != null) {
      if (fields.has("script") || params != null || source != null || maximum != null) {
        fields.refuse("price_id", "ambiguous", "Give either price_id, or script and params.");
      }
    } else if (source == null) {
      script = PriceScripts.read(fields, Json.Obj.EMPTY);
    } else {
      if (fields.has("script")) {
        fields.refuse("source", "ambiguous", "Give either script, or the source of one.");
      }
      draft = new Draft(source, params == null ? Json.Obj.EMPTY : params);
    }
    return new Change(lineage, script, price, draft, bounds, pointer);
  }

  private static Interval asked(Fields fields, boolean optional) {
    Instant from = required(fields, "from", optional ? ALWAYS : null);
    Instant to = required(fields, "to", optional ? NEVER : null);
    if (from.isBefore(to)) {
      return new Interval(from, to);
    }
    fields.refuse("to", "out_of_range", "Give an end behind the beginning.");
    return new Interval(ALWAYS, NEVER);
  }

  private static Instant required(Fields fields, String name, @Nullable Instant absent) {
    Instant at = fields.instant(name);
    if (absent == null && !fields.has(name)) {
      fields.refuse(name, "required", "Give '%s', an RFC 3339 time.".formatted(name));
    }
    return at != null ? at : absent != null ? absent : Instant.EPOCH;
  }
}
