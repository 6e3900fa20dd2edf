package io.pricewright.gateway.simulation;

import io.pricewright.gateway.catalogue.PriceScripts;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.EventFileId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to know.
 *
 * @param pointer where the body named the price
 * @param priceId a version of the lineage that is simulated; null when the candidates name theirs
 * @param candidates what is tried
 * @param cost what the usage costs the seller, or null
 * @param asked span of interest
 * @param externalIds only these customers; empty: all that have the price
 * @param sample share of the customers, above 0 to 1; null: all
 * @param seed of the sample
 * @param file a file of events that is simulated instead of the stored ones, or null
 * @param traffic generated events that are simulated instead, or null
 */
record Question(
    String pointer,
    @Nullable PriceId priceId,
    List<Tried> candidates,
    PriceScripts.@Nullable Wanted cost,
    Interval asked,
    List<ExternalId> externalIds,
    @Nullable BigDecimal sample,
    long seed,
    @Nullable EventFileId file,
    @Nullable AskedTraffic traffic) {
  /** A candidate: prices that would hold together. */
  record Tried(String name, List<Change> changes) {}

  /**
   * One price that is tried.
   *
   * @param lineage a version of the lineage it replaces; null: the question's
   * @param trial what is tried
   * @param bounds what is free and the maximum, where a script is tried
   * @param pointer where it stands in the body
   */
  record Change(
      @Nullable PriceId lineage, Trial trial, PriceVersion.Bounds bounds, String pointer) {}

  /** What is tried in place of a price. */
  sealed interface Trial {
    /** A published script. */
    record Published(PriceScripts.Wanted script) implements Trial {}

    /** A price version that there is. */
    record Stored(PriceId price) implements Trial {}

    /** A script that is not published, and its parameters. */
    record Draft(String source, Json.Obj params) implements Trial {}
  }

  Question {
    candidates = List.copyOf(candidates);
    externalIds = List.copyOf(externalIds);
  }
}
