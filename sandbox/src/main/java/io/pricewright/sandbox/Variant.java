package io.pricewright.sandbox;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.LineageId;
import java.util.Locale;
import java.util.Map;

/**
 * One way of pricing the same usage.
 *
 * @param name what people call it
 * @param role what it is compared as
 * @param prices the version that would hold instead of all of a lineage's, by lineage; a lineage
 *     that is missing keeps its live versions
 */
public record Variant(String name, Role role, Map<LineageId, PriceVersion> prices) {
  /** What a variant stands for. */
  public enum Role implements Coded {
    /** The versions that are live. */
    BASELINE,
    /** A price that is tried. */
    CANDIDATE,
    /** What the usage costs the seller. */
    COST;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Variant {
    prices = Map.copyOf(prices);
  }

  /** Returns the variant of the live versions. */
  public static Variant baseline() {
    return new Variant("baseline", Role.BASELINE, Map.of());
  }
}
