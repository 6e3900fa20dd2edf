package io.pricewright.rules.subscription;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a line item is in force, and the clock that cuts that time.
 *
 * @param clock its periods; never another one once something of it was asked
 * @param start first instant in force
 * @param end first instant that is not, or null
 * @param trialEnd until when it is on trial, after the start; or null
 */
public record ItemSpan(
    BillingClock clock, Instant start, @Nullable Instant end, @Nullable Instant trialEnd) {
  /** Most periods that are told at once: 120 boundaries and what lies round them. */
  public static final int MOST = 1_000;

  public ItemSpan {
    if (end != null && end.isBefore(start)) {
      throw new IllegalArgumentException("an item ends after it begins: " + start + " - " + end);
    }
    if (trialEnd != null && !trialEnd.isAfter(start)) {
      throw new IllegalArgumentException("a trial ends after it begins: " + trialEnd);
    }
  }

  /** Returns the service period that holds an instant, or empty when the item is not in force. */
  public Optional<ServicePeriod> at(Instant instant) {
    if (instant.isBefore(start) || (end != null && !instant.isBefore(end))) {
      return Optional.empty();
    }
    return Optional.of(counted(instant));
  }

  /**
   * Returns the period in which usage at an instant counts, whether or not the item is in force
   * then. Of one that the item does not serve at all, all is told as served.
   */
  public ServicePeriod counted(Instant instant) {
    return trialEnd != null && instant.isBefore(trialEnd)
        ? trial(new Interval(start, trialEnd))
        : period(clock.periodOf(instant));
  }

  /**
   * Returns the same of usage whose count never begins anew but when a trial ends: one period for
   * the rest of all time.
   */
  public ServicePeriod countedForLife(Instant instant) {
    if (trialEnd == null) {
      return period(new Interval(start, Interval.END_OF_TIME));
    }
    return instant.isBefore(trialEnd)
        ? trial(new Interval(start, trialEnd))
        : period(new Interval(trialEnd, Interval.END_OF_TIME));
  }

  private ServicePeriod trial(Interval trial) {
    return new ServicePeriod(trial, served(trial), start, true);
  }

  private ServicePeriod period(Interval whole) {
    if (trialEnd == null || !whole.from().isBefore(trialEnd)) {
      return new ServicePeriod(whole, served(whole), whole.from(), false);
    }
    return new ServicePeriod(whole, served(new Interval(trialEnd, whole.to())), trialEnd, false);
  }

  private Interval served(Interval span) {
    return span.cut(start, end == null ? span.to() : end);
  }

  /**
   * Returns the service periods that begin before an instant and have not ended by another, in
   * order; at most {@value #MOST}, beyond which it fails with {@code Problem.InvalidOperation}.
   */
  public List<ServicePeriod> between(Instant from, Instant to) {
    List<ServicePeriod> periods = new ArrayList<>();
    Instant next = from.isAfter(start) ? from : start;
    while (next.isBefore(to)) {
      Optional<ServicePeriod> period = at(next);
      if (period.isEmpty()) {
        break;
      }
      if (periods.size() == MOST) {
        throw new ProblemException(
            new Problem.InvalidOperation(
                "A line item has more than %d periods in this span: ask for a shorter one."
                    .formatted(MOST)));
      }
      periods.add(period.get());
      next = period.get().served().to();
    }
    return periods;
  }

  /** Returns from when it is paid for: from the end of its trial, or else from its start. */
  public Instant paidFrom() {
    return trialEnd == null ? start : trialEnd;
  }

  /** Returns the service period of a name, or empty when it has none of that name. */
  public Optional<ServicePeriod> keyed(Instant key) {
    return at(key.isBefore(start) ? start : key).filter(period -> period.key().equals(key));
  }

  /** Returns the first instant after another at which a service period begins or ends, if any. */
  public Optional<Instant> boundaryAfter(Instant instant) {
    if (instant.isBefore(start)) {
      return Optional.of(start);
    }
    return at(instant).map(period -> period.served().to());
  }
}
