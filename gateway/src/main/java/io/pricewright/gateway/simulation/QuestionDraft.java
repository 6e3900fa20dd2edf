package io.pricewright.gateway.simulation;

import io.pricewright.gateway.catalogue.CallScriptDraft;
import io.pricewright.gateway.catalogue.PickScriptDraft;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.AtMost;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotNegative;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.EventFileId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.PriceId;
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

/** What a body says of a question: which price, what is tried, and on whose usage. */
@Named("Simulate")
@Example(
    "{\"lineage_id\":\"price_1\",\"candidate\":{\"script\":{\"name\":\"flat\"},"
        + "\"params\":{\"amount\":\"0.02\"}},\"from\":\"2026-01-01T00:00:00Z\","
        + "\"to\":\"2026-02-01T00:00:00Z\"}")
record QuestionDraft(
    @Says("The price; any of its versions. Give this or `price_id`, or a price in each candidate.")
        @Nullable PriceId lineageId,
    @Says("Any version of the price.") @Nullable PriceId priceId,
    @Nullable Candidate candidate,
    @AtMost(4) List<Candidate> candidates,
    @Says("What the usage costs the seller.") @Nullable CallScriptDraft cost,
    @Says("Needed without a file.") @Nullable Instant from,
    @Says("Needed without a file.") @Nullable Instant to,
    @AtMost(1_000) @Says("Only these customers; all that have the price when left out.")
        List<String> externalCustomerIds,
    @Says("Share of the customers, above 0 and at most 1.") @Nullable BigDecimal sample,
    @Bounds(min = 0, max = Long.MAX_VALUE) @Default("0") @Says("Of the sample.") long seed,
    @Says("A file of events that is priced instead of the stored ones.")
        @Nullable EventFileId fileId,
    @Says("Generated events that are priced instead.") @Nullable TrafficDraft traffic)
    implements Checked {
  static final Body<QuestionDraft> BODY = Body.of(QuestionDraft.class);

  private static final Instant ALWAYS = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant NEVER = Instant.parse("2200-01-01T00:00:00Z");

  /** What is tried: one price, or several that would hold together. */
  @Named("SimulationCandidate")
  record Candidate(
      @Longest(60) @Nullable String name,
      @AtMost(20) @Says("Several prices, instead of the one.") @Nullable List<Price> prices,
      @Inline Price price)
      implements Checked {
    private static final List<String> OF_ONE =
        List.of(
            "lineage_id",
            "price_id",
            "script",
            "source",
            "params",
            "maximum_amount",
            "free_events");

    @Override
    public void check(Place place) {
      if (!place.has("prices")) {
        return;
      }
      OF_ONE.stream()
          .filter(place::has)
          .forEach(
              key ->
                  place.refuse(
                      key,
                      "unknown_field",
                      "There is no such field. Remove it, or correct its name."));
      if (prices != null && prices.isEmpty()) {
        place.refuse("prices", "required", "Give at least one price.");
      }
    }

    private List<Price> all() {
      return prices == null ? List.of(price) : prices;
    }

    private Question.Tried tried(String pointer, String absent) {
      List<Question.Change> changes = new ArrayList<>();
      for (int i = 0; i < all().size(); i++) {
        String at = prices == null ? pointer : pointer + "/prices/" + i;
        changes.add(all().get(i).change(at));
      }
      return new Question.Tried(called(absent), changes);
    }

    private String called(String absent) {
      return Objects.requireNonNullElse(name, absent);
    }
  }

  /** One price that is tried: a version that there is, a published script, or the text of one. */
  @Named("SimulatedPrice")
  record Price(
      @Says("Which price it replaces; the question's when left out.") @Nullable PriceId lineageId,
      @Nullable PriceId priceId,
      @Nullable PickScriptDraft script,
      @Longest(ScriptText.MOST) @Nullable String source,
      Json.@Nullable Obj params,
      @NotNegative @Nullable BigDecimal maximumAmount,
      @Bounds(min = 0, max = PriceVersion.Bounds.MAX_FREE) @Default("0") int freeEvents)
      implements Checked {
    @Override
    public void check(Place place) {
      if (place.has("prices")) {
        return;
      }
      if (place.has("price_id")) {
        if (place.has("script")
            || place.has("params")
            || place.has("source")
            || place.has("maximum_amount")) {
          place.refuse("price_id", "ambiguous", "Give either price_id, or script and params.");
        }
      } else if (!place.has("source") && !place.has("script")) {
        place.refuse("script", "required", "Give the script's name and version.");
      } else if (place.has("source") && place.has("script")) {
        place.refuse("source", "ambiguous", "Give either script, or the source of one.");
      }
    }

    private Question.Change change(String pointer) {
      return new Question.Change(
          lineageId, trial(), new PriceVersion.Bounds(maximumAmount, freeEvents), pointer);
    }

    private Question.Trial trial() {
      if (priceId != null) {
        return new Question.Trial.Stored(priceId);
      }
      return source == null
          ? new Question.Trial.Published(Objects.requireNonNull(script).with(params))
          : new Question.Trial.Draft(source, params == null ? Json.Obj.EMPTY : params);
    }
  }

  @Override
  public void check(Place place) {
    List<Candidate> tried = tried();
    if (tried.isEmpty()) {
      place.refuse(
          "candidate", "required", "Give a script or a source with params, or a price_id.");
    }
    Set<String> names = new HashSet<>(Set.of("baseline", "cost"));
    for (int i = 0; i < tried.size(); i++) {
      if (!names.add(tried.get(i).called(absentName(i)))) {
        place.refuse("candidates", "ambiguous", "Give each candidate a name of its own.");
      }
    }
    boolean all =
        !tried.isEmpty()
            && tried.stream()
                .allMatch(one -> one.all().stream().allMatch(price -> price.lineageId() != null));
    if ((lineageId == null) == (priceId == null) && !(lineageId == null && all)) {
      place.refuse("lineage_id", "required", "Give either lineage_id or price_id.");
    }
    if (fileId != null && traffic != null) {
      place.refuse("traffic", "ambiguous", "Give either file_id or traffic.");
    }
    checkSpan(place);
    if (sample != null && (sample.signum() <= 0 || sample.compareTo(BigDecimal.ONE) > 0)) {
      place.refuse("sample", "out_of_range", "Give a share above 0 and at most 1.");
    }
  }

  private void checkSpan(Place place) {
    for (String key : fileId == null ? List.of("from", "to") : List.<String>of()) {
      if (!place.has(key)) {
        place.refuse(key, "required", "Give '%s', an RFC 3339 time.".formatted(key));
      }
    }
    if (!begin().isBefore(end())) {
      place.refuse("to", "out_of_range", "Give an end behind the beginning.");
    }
  }

  private Instant begin() {
    return from != null ? from : fileId == null ? Instant.EPOCH : ALWAYS;
  }

  private Instant end() {
    return to != null ? to : fileId == null ? Instant.EPOCH : NEVER;
  }

  private List<Candidate> tried() {
    List<Candidate> tried = new ArrayList<>();
    if (candidate != null) {
      tried.add(candidate);
    }
    tried.addAll(candidates);
    return tried;
  }

  private String absentName(int i) {
    int before = candidate == null ? 0 : 1;
    return i < before ? "candidate" : "candidate " + (i - before + 1);
  }

  private String pointer(int i) {
    int before = candidate == null ? 0 : 1;
    return i < before ? "/candidate" : "/candidates/" + (i - before);
  }

  /** Reads a question. Fails with {@code Problem.InvalidRequest}, which names all that is wrong. */
  static Question read(Request request) {
    return request.read(BODY).done().question();
  }

  /** Returns what was asked. */
  Question question() {
    List<Question.Tried> all = new ArrayList<>();
    for (int i = 0; i < tried().size(); i++) {
      all.add(tried().get(i).tried(pointer(i), absentName(i)));
    }
    return new Question(
        lineageId == null ? "/price_id" : "/lineage_id",
        lineageId == null ? priceId : lineageId,
        all,
        cost == null ? null : cost.wanted(),
        new Interval(begin(), end()),
        externalCustomerIds.stream().map(ExternalId::new).toList(),
        sample,
        seed,
        fileId,
        traffic == null ? null : traffic.traffic());
  }
}
