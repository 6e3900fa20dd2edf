package io.pricewright.rules.catalogue;

import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.subscription.Term;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An immutable price: what a plan asks for a meter's usage, by one script version and its
 * parameters.
 *
 * @param id {@code price_...} of this version
 * @param lineageId id of the first version
 * @param planId plan that asks it
 * @param meterId whose usage it prices; null for a fixed price, which usage never touches
 * @param currency what it is asked in
 * @param term how long the billing periods of its line items are; of all versions the same; of a
 *     fixed price that is asked once it says nothing
 * @param effectiveFrom from when it holds; null for the first version: since ever
 * @param script the version that computes it
 * @param params parameter values: JSON object text, numbers as decimal strings
 * @param bounds what is free and the most a period costs
 */
public record PriceVersion(
    PriceId id,
    LineageId lineageId,
    PlanId planId,
    @Nullable MeterId meterId,
    Currency currency,
    Term term,
    @Nullable Instant effectiveFrom,
    ScriptVersion script,
    String params,
    Bounds bounds) {

  /** Begin of a version that holds only where a rollout assigns it: after every period's end. */
  public static final Instant ASSIGNED = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * What the platform does around the script.
   *
   * @param maximum most that usage can bring a line item's amount to in a period, or null
   * @param freeEvents how many of a cell's events, the earliest by time and key, cost nothing; 0 to
   *     {@link #MAX_FREE}, above 0 only where the script prices each event alone
   * @param minQuantity the least of a fixed price that a line item has, or null
   */
  public record Bounds(
      @Nullable BigDecimal maximum, int freeEvents, @Nullable BigDecimal minQuantity) {
    /** Makes those of usage. */
    public Bounds(@Nullable BigDecimal maximum, int freeEvents) {
      this(maximum, freeEvents, null);
    }

    /** None. */
    public static final Bounds NONE = new Bounds(null, 0);

    /** Most events that can be free. */
    public static final int MAX_FREE = 1_000;

    /** Returns how many of a fixed price a line item has when nobody says: one, or the least. */
    public BigDecimal quantity() {
      return minQuantity == null ? BigDecimal.ONE : minQuantity.max(BigDecimal.ONE);
    }

    /** Returns whether other bounds are the same numbers. */
    boolean equalTo(Bounds other) {
      return equal(maximum, other.maximum)
          && equal(minQuantity, other.minQuantity)
          && freeEvents == other.freeEvents;
    }

    private static boolean equal(@Nullable BigDecimal one, @Nullable BigDecimal other) {
      return one == null ? other == null : other != null && one.compareTo(other) == 0;
    }

    /** Returns price terms with these bounds in them, null where there is none. */
    public Json.Obj in(Json.Obj terms) {
      return terms
          .with("maximum_amount", Json.of(maximum == null ? null : maximum.toPlainString()))
          .with("free_events", Json.of(freeEvents))
          .with("min_quantity", Json.of(minQuantity == null ? null : minQuantity.toPlainString()));
    }

    /** Reads the bounds of price terms. */
    public static Bounds of(Json.Obj terms) {
      BigDecimal maximum = number(terms.string("maximum_amount"));
      BigDecimal least = number(terms.string("min_quantity"));
      int free =
          terms.get("free_events") instanceof Json.Num number ? number.value().intValueExact() : 0;
      return maximum == null && least == null && free == 0
          ? NONE
          : new Bounds(maximum, free, least);
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
      return text == null ? null : new BigDecimal(text);
    }
  }

  /** Makes a price of a month without bounds. */
  public PriceVersion(
      PriceId id,
      LineageId lineageId,
      PlanId planId,
      @Nullable MeterId meterId,
      Currency currency,
      @Nullable Instant effectiveFrom,
      ScriptVersion script,
      String params) {
    this(
        id,
        lineageId,
        planId,
        meterId,
        currency,
        Term.MONTH,
        effectiveFrom,
        script,
        params,
        Bounds.NONE);
  }

  /**
   * Returns whether another version asks the same: by the same text, parameters and bounds, so that
   * going from one to the other changes no bill.
   */
  public boolean equalTo(PriceVersion other) {
    return script.sha256().equals(other.script.sha256())
        && bounds.equalTo(other.bounds)
        && (params.equals(other.params)
            || JsonReader.parse(params).equals(JsonReader.parse(other.params)));
  }

  /**
   * Returns the same price as it is on trial: it costs nothing, and what it counts is counted in
   * the same way.
   */
  public PriceVersion onTrial() {
    return new PriceVersion(
        id,
        lineageId,
        planId,
        meterId,
        currency,
        term,
        effectiveFrom,
        TrialScript.of(script.kind()),
        "{}",
        Bounds.NONE);
  }

  /** Returns the same price with other parameters, as a subscription overrides them. */
  public PriceVersion withParams(String other) {
    return new PriceVersion(
        id, lineageId, planId, meterId, currency, term, effectiveFrom, script, other, bounds);
  }
}
