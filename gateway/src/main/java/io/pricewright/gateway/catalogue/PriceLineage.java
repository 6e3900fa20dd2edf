package io.pricewright.gateway.catalogue;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rating.Segment;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.PriceRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

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

  /** Returns the versions that hold for everybody: not those that rollouts assign. */
  private List<PriceRow> own() {
    return all.stream().filter(row -> !PriceVersion.ASSIGNED.equals(row.effectiveFrom())).toList();
  }

  /** Returns the newest version that holds for everybody. */
  PriceRow newest() {
    return own().getLast();
  }

  /** Returns a version after all others that is like the newest for everybody. */
  PriceRow next(PriceId id, Instant from, Instant now) {
    return newest()
        .withId(id)
        .withVersion(all.getLast().version() + 1)
        .withEffectiveFrom(from)
        .withEndDate(null)
        .withStatus(Status.PUBLISHED)
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
    Instant near = from.minus(newest.billingPeriod().atMost(newest.billingPeriodCount()));
    long begun =
        own.stream()
            .map(PriceRow::effectiveFrom)
            .filter(at -> at != null && at.isAfter(near))
            .count();
    if (begun >= Segment.MAX - 1 || own.size() >= MOST) {
      throw new ProblemException(
          new Problem.InvalidOperation(
              "A price has at most %d versions in a billing period, and %d in all. Make a new price."
                  .formatted(Segment.MAX, MOST)));
    }
  }
}
