package io.pricewright.rules.rating;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.subscription.Assignment;
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

  /** Most spans of rollouts on one line item. */
  public static final int MAX_ASSIGNMENTS = 20;

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
    for (Assignment assignment : lineItem.assignments()) {
      segments = laid(segments, period, assignment, versions);
    }
    return segments;
  }

  /** Lays a rollout's version over the segments; neighbours of one version become one segment. */
  private static List<Segment> laid(
      List<Segment> under, Interval period, Assignment over, List<PriceVersion> versions) {
    Instant from = over.from().isAfter(period.from()) ? over.from() : period.from();
    Instant end = over.to();
    Instant to = end != null && end.isBefore(period.to()) ? end : period.to();
    if (!from.isBefore(to)) {
      return under;
    }
    PriceVersion version = version(over.priceId(), versions);
    List<Segment> laid = new ArrayList<>();
    boolean done = false;
    for (Segment segment : under) {
      Interval span = segment.span();
      if (span.from().isBefore(from)) {
        join(laid, span.from(), span.to().isBefore(from) ? span.to() : from, segment.price());
      }
      if (!done && span.to().isAfter(from)) {
        join(laid, from, to, version);
        done = true;
      }
      if (span.to().isAfter(to)) {
        join(laid, span.from().isAfter(to) ? span.from() : to, span.to(), segment.price());
      }
    }
    return laid;
  }

  private static void join(List<Segment> segments, Instant from, Instant to, PriceVersion price) {
    if (!segments.isEmpty() && segments.getLast().price().id().equals(price.id())) {
      from = segments.removeLast().span().from();
    }
    segments.add(new Segment(new Interval(from, to), price));
  }

  private static PriceVersion version(PriceId id, List<PriceVersion> versions) {
    return versions.stream()
        .filter(v -> v.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no version " + id + " of the lineage"));
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
