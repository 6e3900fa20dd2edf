package io.pricewright.rules.rating;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.subscription.Assignment;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.ServicePeriod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a period in which one price version holds, or several that are equal.
 *
 * @param span when
 * @param price which version; of several the first
 * @param monotone whether one of them states that more usage never costs less
 */
public record Segment(Interval span, PriceVersion price, boolean monotone) {
  /**
   * Most segments of one period. Later price versions than these are refused when they are made.
   */
  public static final int MAX = 200;

  /** Makes a segment of one version. */
  public Segment(Interval span, PriceVersion price) {
    this(span, price, price.script().monotone());
  }

  /** Most spans of rollouts on one line item. */
  public static final int MAX_ASSIGNMENTS = 20;

  /**
   * Returns the version that prices a line item at the begin of a period, with the item's own
   * terms.
   *
   * @param versions the lineage, oldest first; not empty
   */
  public static PriceVersion atBegin(
      ServicePeriod period, LineItem lineItem, List<PriceVersion> versions) {
    return cut(period, lineItem, versions).getFirst().price();
  }

  /** Cuts a period that is counted as a whole. */
  static List<Segment> cut(ServicePeriod period, LineItem lineItem, List<PriceVersion> versions) {
    return cut(period, period.whole(), lineItem, versions);
  }

  /**
   * Cuts a part of a period, as far as the line item covers it, at the instants where a new version
   * of the lineage begins. The first version holds since ever. Of versions that begin together the
   * last made holds. One that prices each event alone while the one at the period's begin does not,
   * or the other way round, begins with the next period. Neighbours that are equal are one segment.
   * A trial is one, and free: no version that begins in it changes that.
   *
   * @param period the billing period
   * @param span the part of it: the period, or a bucket
   * @param versions the lineage, oldest first; not empty
   */
  static List<Segment> cut(
      ServicePeriod period, Interval span, LineItem lineItem, List<PriceVersion> versions) {
    Interval life = period.served();
    Interval covered = span.cut(life.from(), life.to());
    if (lineItem.pinnedPriceId() != null) {
      PriceVersion pinned = pinned(lineItem, versions);
      return List.of(new Segment(covered, period.trial() ? pinned.onTrial() : pinned));
    }
    List<Segment> segments = inForce(life, versions);
    for (Assignment assignment : lineItem.assignments()) {
      segments = laid(segments, life, assignment, versions);
    }
    if (period.trial()) {
      return List.of(new Segment(covered, segments.getFirst().price().onTrial()));
    }
    if (segments.size() > 1) {
      segments = joined(segments);
    }
    if (segments.size() > MAX) {
      throw new IllegalStateException("a period has more than %d segments".formatted(MAX));
    }
    return within(covered, segments);
  }

  private static List<Segment> inForce(Interval life, List<PriceVersion> versions) {
    List<Segment> segments = new ArrayList<>();
    Instant from = life.from();
    PriceVersion inForce = versions.getFirst();
    for (PriceVersion version : versions.subList(1, versions.size())) {
      Instant start = startOf(version);
      if (start != null && start.isAfter(from) && start.isBefore(life.to())) {
        segments.add(new Segment(new Interval(from, start), inForce));
        from = start;
      }
      if (start == null || start.isBefore(life.to())) {
        inForce = version;
      }
    }
    segments.add(new Segment(new Interval(from, life.to()), inForce));
    return segments;
  }

  private static List<Segment> joined(List<Segment> segments) {
    boolean each = CellRater.perEvent(segments.getFirst());
    List<Segment> joined = new ArrayList<>();
    for (Segment segment : segments) {
      Segment last = joined.isEmpty() ? null : joined.getLast();
      boolean other = CellRater.perEvent(segment) != each;
      if (last != null && (other || last.price.equalTo(segment.price))) {
        joined.set(
            joined.size() - 1,
            new Segment(
                new Interval(last.span.from(), segment.span.to()),
                last.price,
                last.monotone || (!other && segment.monotone)));
      } else {
        joined.add(segment);
      }
    }
    return joined;
  }

  private static List<Segment> within(Interval span, List<Segment> segments) {
    if (segments.size() == 1) {
      return List.of(new Segment(span, segments.getFirst().price, segments.getFirst().monotone));
    }
    List<Segment> inside = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.span.from().isBefore(span.to()) && span.from().isBefore(segment.span.to())) {
        inside.add(new Segment(segment.span.overlap(span), segment.price, segment.monotone));
      }
    }
    return inside.isEmpty() ? List.of(new Segment(span, segments.getLast().price)) : inside;
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
