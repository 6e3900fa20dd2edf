package io.pricewright.rules.rating;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.LineItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a period in which one price version holds.
 *
 * @param span when
 * @param price which version
 */
public record Segment(Interval span, PriceVersion price) {
  /**
   * Most segments of one period. Later price versions than these are refused when they are made.
   */
  public static final int MAX = 200;

  /**
   * Cuts a period at the instants where a new version of the lineage begins. The first version
   * holds since ever. Of versions that begin together the last made holds.
   *
   * @param versions the lineage, oldest first; not empty
   */
  static List<Segment> cut(Interval period, LineItem lineItem, List<PriceVersion> versions) {
    if (lineItem.pinnedPriceId() != null) {
      return List.of(new Segment(period, pinned(lineItem, versions)));
    }
    List<Segment> segments = new ArrayList<>();
    Instant from = period.from();
    PriceVersion inForce = versions.getFirst();
    for (PriceVersion version : versions.subList(1, versions.size())) {
      Instant start = startOf(version);
      if (start != null && start.isAfter(from) && start.isBefore(period.to())) {
        segments.add(new Segment(new Interval(from, start), inForce));
        from = start;
      }
      if (start == null || start.isBefore(period.to())) {
        inForce = version;
      }
    }
    segments.add(new Segment(new Interval(from, period.to()), inForce));
    if (segments.size() > MAX) {
      throw new IllegalStateException("a period has more than %d segments".formatted(MAX));
    }
    return segments;
  }

  private static @Nullable Instant startOf(PriceVersion version) {
    return version.effectiveFrom();
  }

  private static PriceVersion pinned(LineItem lineItem, List<PriceVersion> versions) {
    PriceVersion version =
        versions.stream()
            .filter(v -> v.id().equals(lineItem.pinnedPriceId()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "line item %s pins no version".formatted(lineItem.id())));
    return lineItem.overrideParams() == null
        ? version
        : version.withParams(lineItem.overrideParams());
  }
}
