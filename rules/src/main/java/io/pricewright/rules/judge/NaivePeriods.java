package io.pricewright.rules.judge;

import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.Term;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;

/**
 * The billing periods of one line item: every boundary is laid down one after the other, each
 * counted from the anchor, forwards and backwards until an instant lies between two.
 */
final class NaivePeriods {
  private final int days;
  private final int months;
  private final LocalDateTime anchor;
  private final ZoneOffset own;
  private final ZoneId zone;
  private final TreeSet<Instant> boundaries = new TreeSet<>();
  private int first = 0;
  private int last = 0;

  NaivePeriods(Term term, Instant anchor, ZoneId zone) {
    int days = 0;
    int months = 0;
    switch (term.period()) {
      case DAILY -> days = 1;
      case WEEKLY -> days = 7;
      case MONTHLY -> months = 1;
      case QUARTERLY -> months = 3;
      case HALF_YEARLY -> months = 6;
      case ANNUAL -> months = 12;
    }
    this.days = days * term.count();
    this.months = months * term.count();
    this.own = zone.getRules().getOffset(anchor);
    this.anchor = LocalDateTime.ofInstant(anchor, own);
    this.zone = zone;
    boundaries.add(anchor);
  }

  Interval of(Instant at) {
    while (boundaries.first().isAfter(at)) {
      first--;
      boundaries.add(boundary(first));
    }
    while (!boundaries.last().isAfter(at)) {
      last++;
      boundaries.add(boundary(last));
    }
    Instant from = boundaries.floor(at);
    Instant to = boundaries.higher(at);
    if (from == null || to == null) {
      throw new IllegalStateException("no period holds " + at);
    }
    return new Interval(from, to);
  }

  private Instant boundary(int k) {
    LocalDateTime local = anchor.plusDays((long) k * days).plusMonths((long) k * months);
    List<ZoneOffset> valid = zone.getRules().getValidOffsets(local);
    ZoneOffset offset =
        valid.contains(own)
            ? own
            : valid.isEmpty()
                ? zone.getRules().getTransition(local).getOffsetBefore()
                : valid.getFirst();
    return local.toInstant(offset);
  }
}
