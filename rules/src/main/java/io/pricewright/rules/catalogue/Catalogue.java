package io.pricewright.rules.catalogue;

import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.meter.Meter;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What rating needs of an environment's catalogue, as of one epoch. Immutable. */
public final class Catalogue {
  private final long epoch;
  private final Map<MeterId, Meter> meters;
  private final Map<String, List<Meter>> metersByEventName = new HashMap<>();
  private final Map<String, List<Meter>> retiredByEventName = new HashMap<>();
  private final Map<LineageId, List<PriceVersion>> lineages = new HashMap<>();

  /** Makes a snapshot of the published meters and all price versions. */
  public Catalogue(long epoch, List<Meter> meters, List<PriceVersion> prices) {
    this(epoch, meters, List.of(), prices);
  }

  /**
   * Makes a snapshot of the meters and all price versions.
   *
   * @param retired meters that nothing new is sold by; what is subscribed keeps them
   */
  public Catalogue(long epoch, List<Meter> meters, List<Meter> retired, List<PriceVersion> prices) {
    this.epoch = epoch;
    Map<MeterId, Meter> byId = new HashMap<>();
    named(meters, byId, metersByEventName);
    named(retired, byId, retiredByEventName);
    this.meters = Map.copyOf(byId);
    for (PriceVersion price : prices) {
      lineages.computeIfAbsent(price.lineageId(), n -> new java.util.ArrayList<>()).add(price);
    }
    Comparator<PriceVersion> byStart =
        Comparator.comparing(
            PriceVersion::effectiveFrom, Comparator.nullsFirst(Instant::compareTo));
    lineages.values().forEach(versions -> versions.sort(byStart));
  }

  private static void named(
      List<Meter> meters, Map<MeterId, Meter> byId, Map<String, List<Meter>> byEventName) {
    for (Meter meter : meters) {
      byId.put(meter.id(), meter);
      byEventName.computeIfAbsent(meter.eventName(), n -> new java.util.ArrayList<>()).add(meter);
    }
  }

  /** Returns the number that moves with each change of the catalogue. */
  public long epoch() {
    return epoch;
  }

  /** Returns the meters that look at events of a name. */
  public List<Meter> metersOf(String eventName) {
    return metersByEventName.getOrDefault(eventName, List.of());
  }

  /** Returns the meters that look at events of a name for what was subscribed before they went. */
  public List<Meter> retiredOf(String eventName) {
    return retiredByEventName.getOrDefault(eventName, List.of());
  }

  /** Returns a meter, retired or not, or null. */
  public @Nullable Meter meter(MeterId id) {
    return meters.get(id);
  }

  /** Returns the versions of a lineage, oldest first; empty when there is none. */
  public List<PriceVersion> lineage(LineageId lineageId) {
    return lineages.getOrDefault(lineageId, List.of());
  }

  /** Returns whether a price is made by a script version. */
  public boolean uses(ScriptId scriptVersionId) {
    return lineages.values().stream()
        .flatMap(List::stream)
        .anyMatch(price -> price.script().id().equals(scriptVersionId));
  }

  /** Returns the lineages that price a meter. */
  public List<LineageId> lineagesOf(MeterId meterId) {
    return lineages.entrySet().stream()
        .filter(lineage -> meterId.equals(lineage.getValue().getFirst().meterId()))
        .map(Map.Entry::getKey)
        .sorted(Comparator.comparing(LineageId::value))
        .toList();
  }
}
