package io.pricewright.rules.rating;

import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.CellRater.Need;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.usage.Added;
import io.pricewright.rules.usage.UsageState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the prices P_s of a cell's segments make its amount, with U_s the usage up to the end of s
 * and U the usage of all. By count, where usage only grows and every version says that more of it
 * never costs less: P_1(U_1) + sum of [P_s(U_s) - P_s(U_s-1)]. By share of what was added
 * otherwise, and by share of time for averages, maxima and latest values: sum of P_s(U) x share_s.
 * A function of the events alone, so that their order says nothing; see {@code rules/README.md}.
 *
 * @param subjects what the scripts see of the usage up to the end of each segment
 * @param shares of each segment in the whole; empty by count
 * @param whole what the shares add up to; zero when nothing was added
 */
record Split(List<String> subjects, List<BigDecimal> shares, BigDecimal whole) {
  /**
   * Splits a cell.
   *
   * @param inside usage of each segment alone
   * @param upTo usage up to the end of each
   */
  static Split of(CellModel model, UsageState[] inside, UsageState[] upTo) {
    List<String> subjects = new ArrayList<>(upTo.length);
    for (int s = 0; s < upTo.length; s++) {
      subjects.add(Evaluations.subject(model, upTo[s], model.segments().get(s).span().to()));
    }
    if (upTo.length == 1) {
      return byCount(subjects);
    }
    return switch (model.meter().aggregation().type()) {
      case AVG, MAX, LATEST -> byTime(model.segments(), subjects);
      case COUNT, SUM, SUM_WITH_MULTIPLIER, COUNT_UNIQUE, WEIGHTED_SUM ->
          byAdded(model, inside, upTo, subjects);
    };
  }

  private static Split byCount(List<String> subjects) {
    return new Split(subjects, List.of(), BigDecimal.ZERO);
  }

  private static Split byTime(List<Segment> segments, List<String> subjects) {
    List<BigDecimal> lengths = segments.stream().map(segment -> micros(segment.span())).toList();
    return new Split(subjects, lengths, sum(lengths));
  }

  private static Split byAdded(
      CellModel model, UsageState[] inside, UsageState[] upTo, List<String> subjects) {
    List<BigDecimal> shares = new ArrayList<>(inside.length);
    BigDecimal included = included(model);
    BigDecimal factor = factor(model.meter().aggregation());
    BigDecimal added = BigDecimal.ZERO;
    UsageState before = Evaluations.none(model);
    boolean byCount = true;
    for (int s = 0; s < inside.length; s++) {
      Segment segment = model.segments().get(s);
      Added here = inside[s].added(before, segment.span());
      BigDecimal up = added.add(here.amount().multiply(factor));
      shares.add(over(up, included).subtract(over(added, included)));
      byCount &= !here.falls() && (segment.monotone() || shares.getLast().signum() == 0);
      added = up;
      before = upTo[s];
    }
    return byCount ? byCount(subjects) : new Split(subjects, shares, sum(shares));
  }

  private static BigDecimal over(BigDecimal added, BigDecimal included) {
    return added.subtract(included).max(BigDecimal.ZERO);
  }

  /** Returns included usage in the units in which usage is added. */
  private static BigDecimal included(CellModel model) {
    BigDecimal allowance = model.lineItem().allowance();
    if (allowance == null || model.seesAll()) {
      return BigDecimal.ZERO;
    }
    if (model.meter().aggregation().type() == AggregationType.WEIGHTED_SUM) {
      return allowance.multiply(micros(model.period()));
    }
    return allowance;
  }

  private static BigDecimal factor(Aggregation aggregation) {
    BigDecimal factor = aggregation.multiplier();
    return factor == null ? BigDecimal.ONE : factor;
  }

  private static BigDecimal micros(Interval span) {
    return BigDecimal.valueOf(java.time.temporal.ChronoUnit.MICROS.between(span.from(), span.to()));
  }

  private static BigDecimal sum(List<BigDecimal> numbers) {
    return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Returns whether a segment counts by its share of the whole. */
  boolean shared() {
    return !shares.isEmpty();
  }

  /** Returns the prices that are needed. */
  Set<Need> needs() {
    Set<Need> needs = CellRater.needs();
    for (int s = 0; s < subjects.size(); s++) {
      for (String subject : asked(s)) {
        needs.add(new Need.OfUsage(s, subject));
      }
    }
    return needs;
  }

  /**
   * Returns what the script of a segment is asked: what counts, and behind it what is taken off.
   */
  List<String> asked(int s) {
    if (shared()) {
      boolean asked = whole.signum() == 0 ? s == 0 : shares.get(s).signum() > 0;
      return asked ? List.of(subjects.getLast()) : List.of();
    }
    if (s == 0) {
      return List.of(subjects.getFirst());
    }
    // Where nothing changed nothing is asked: the same usage costs the same.
    return subjects.get(s).equals(subjects.get(s - 1))
        ? List.of()
        : List.of(subjects.get(s), subjects.get(s - 1));
  }

  /** Returns the share that a segment's price counts by, or null when it counts whole. */
  Evidence.@Nullable Share share(int s) {
    return shared() && whole.signum() > 0 ? new Evidence.Share(shares.get(s), whole) : null;
  }

  /**
   * Returns what each segment adds: exact fractions, of which the sums from the first on are
   * rounded to 12 decimals, so that all together are the rounded amount.
   */
  BigDecimal[] parts(Evaluations prices) {
    BigDecimal[] parts = new BigDecimal[subjects.size()];
    BigDecimal exact = BigDecimal.ZERO;
    BigDecimal rounded = BigDecimal.ZERO;
    for (int s = 0; s < parts.length; s++) {
      List<String> asked = asked(s);
      parts[s] = BigDecimal.ZERO;
      for (int i = 0; i < asked.size(); i++) {
        BigDecimal price = prices.of(new Need.OfUsage(s, asked.get(i)));
        parts[s] = i == 0 ? price : parts[s].subtract(price);
      }
      if (shared() && whole.signum() > 0) {
        exact = exact.add(parts[s].multiply(shares.get(s)));
        BigDecimal sum = exact.divide(whole, Money.SCALE, RoundingMode.HALF_UP);
        parts[s] = sum.subtract(rounded);
        rounded = sum;
      }
    }
    return parts;
  }

  /** Returns why a price that is needed failed, or null when all are known. */
  @Nullable Failure failure(Evaluations prices) {
    for (Need need : needs()) {
      Failure failure = prices.failure(need);
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }
}
