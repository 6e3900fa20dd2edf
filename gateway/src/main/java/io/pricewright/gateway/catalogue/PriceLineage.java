package io.pricewright.gateway.catalogue;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rating.Segment;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.PriceRow;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All versions of a price.
 *
 * @param all oldest first
 */
record PriceLineage(List<PriceRow> all) {
  private static final int MOST = 1_000;

  PriceLineage {
    all = List.copyOf(all);
  }

  /** Reads the lineage of a price version. */
  static Future<PriceLineage> of(Tx tx, PriceRow named) {
    return PriceRow.TABLE
        .list(tx, Where.is(PriceRow.LINEAGE_ID, named.lineageId()), MOST, 0)
        .map(
            rows ->
                new PriceLineage(
                    rows.stream().sorted(Comparator.comparingInt(PriceRow::version)).toList()));
  }

  /**
   * Returns the versions that hold for everybody, by the instant from which they hold, and at one
   * instant by number: not those that rollouts assign.
   */
  private List<PriceRow> own() {
    return all.stream()
        .filter(row -> !PriceVersion.ASSIGNED.equals(row.effectiveFrom()))
        .sorted(
            Comparator.comparing(
                    PriceRow::effectiveFrom, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparingInt(PriceRow::version))
        .toList();
  }

  /** Returns the version that holds last for everybody. */
  PriceRow newest() {
    return own().getLast();
  }

  /** Returns the version that holds for everybody at an instant. */
  PriceRow at(Instant instant) {
    return own().stream()
        .filter(row -> row.effectiveFrom() == null || !row.effectiveFrom().isAfter(instant))
        .reduce((before, after) -> after)
        .orElseThrow();
  }

  /** Returns from when another version holds that begins after an instant, or null. */
  @Nullable Instant after(Instant instant) {
    return own().stream()
        .map(PriceRow::effectiveFrom)
        .filter(from -> from != null && from.isAfter(instant))
        .findFirst()
        .orElse(null);
  }

  /**
   * Returns a version with the next number that is like the one at its begin; of an archived price
   * it is archived too.
   */
  PriceRow next(PriceId id, Instant from, Instant now) {
    return (PriceVersion.ASSIGNED.equals(from) ? newest() : at(from))
        .withId(id)
        .withVersion(all.getLast().version() + 1)
        .withEffectiveFrom(from)
        .withEndDate(after(from))
        .withStatus(newest().status())
        .withCreatedAt(now)
        .withUpdatedAt(now);
  }

  /**
   * Refuses a version that could make a billing period have more segments than rating takes. Fails
   * with {@code InvalidOperation}.
   */
  void bound(Instant from) {
    List<PriceRow> own = own();
    PriceRow newest = own.getLast();
    BillingPeriod of = newest.billingPeriod();
    Duration period = of == null ? Duration.ZERO : of.atMost(newest.billingPeriodCount());
    List<Instant> begins =
        Stream.concat(
                own.stream().map(PriceRow::effectiveFrom).filter(Objects::nonNull), Stream.of(from))
            .sorted()
            .toList();
    boolean crowded =
        begins.stream()
            .filter(one -> !one.isAfter(from) && one.isAfter(from.minus(period)))
            .anyMatch(
                one ->
                    begins.stream()
                            .filter(at -> !at.isBefore(one) && at.isBefore(one.plus(period)))
                            .count()
                        >= Segment.MAX);
    if (crowded || own.size() >= MOST) {
      throw new ProblemException(
          new Problem.InvalidOperation(
              "A price has at most %d versions in a billing period, and %d in all. Make a new price."
                  .formatted(Segment.MAX, MOST)));
    }
  }
}
