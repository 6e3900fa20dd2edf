package io.pricewright.rules.billing;

import io.pricewright.rules.money.Money;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much is earned of what was asked in advance for a service period: what was asked x what is
 * due until then / what is due in all, rounded once to 12 decimals. It is told at the ends of local
 * months and at the period's end, when all is; so each part is a difference to the one before.
 *
 * @param end of the service period
 * @param parts what is served of it, with the price of a whole period at each quantity; none, or
 *     nothing due of them: all is earned at once
 * @param unit how shares are measured
 * @param zone where months end
 */
public record Earning(Instant end, List<Part> parts, ProrationUnit unit, ZoneId zone) {
  public Earning {
    parts = List.copyOf(parts);
  }

  /**
   * A span that is served.
   *
   * @param price of a whole period, zero or more
   */
  public record Part(Interval span, BigDecimal price) {}

  /** Returns the earning of what is not served any more: all of it, from an instant on. */
  public static Earning over(Instant end, ZoneId zone) {
    return new Earning(end, List.of(), ProrationUnit.TIME, zone);
  }

  /**
   * Returns what is earned until an instant.
   *
   * @param net what was asked
   */
  public BigDecimal until(Instant at, BigDecimal net) {
    BigDecimal all = weight(null);
    if (!at.isBefore(end) || all.signum() == 0) {
      return net;
    }
    return Money.plain(net.multiply(weight(at)).divide(all, Money.SCALE, RoundingMode.HALF_UP));
  }

  private BigDecimal weight(@Nullable Instant until) {
    BigDecimal weight = BigDecimal.ZERO;
    for (Part part : parts) {
      Interval span = part.span();
      if (until != null && !until.isAfter(span.from())) {
        continue;
      }
      Interval served =
          until == null || until.isAfter(span.to()) ? span : new Interval(span.from(), until);
      BigInteger length = unit.length(served, zone);
      weight = weight.add(part.price().multiply(new BigDecimal(length)));
    }
    return weight;
  }

  /** Returns when something is earned first of a period that is served. */
  public static Instant first(Interval served, ZoneId zone) {
    Instant month = monthEnd(served.from(), zone);
    return month.isBefore(served.to()) ? month : served.to();
  }

  /** Returns when more is earned after an instant; empty when all is. */
  public Optional<Instant> next(Instant after) {
    if (!after.isBefore(end)) {
      return Optional.empty();
    }
    Instant month = monthEnd(after, zone);
    return Optional.of(month.isBefore(end) ? month : end);
  }

  /** Returns until when is told what is earned, at an instant: the last month end or the end. */
  public Instant told(Instant at) {
    return at.isBefore(end)
        ? at.atZone(zone).toLocalDate().withDayOfMonth(1).atStartOfDay(zone).toInstant()
        : end;
  }

  /** Returns the first end of a local month after an instant. */
  public static Instant monthEnd(Instant after, ZoneId zone) {
    ZonedDateTime local = after.atZone(zone);
    LocalDate first = local.toLocalDate().withDayOfMonth(1).plusMonths(1);
    Instant end = first.atStartOfDay(zone).toInstant();
    // Where clocks are set back over midnight of the first, that midnight comes twice.
    return end.isAfter(after) ? end : first.plusMonths(1).atStartOfDay(zone).toInstant();
  }
}
