package io.pricewright.rules.billing;

import io.pricewright.rules.id.Coded;
import io.pricewright.rules.subscription.Interval;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * How shares of a billing period are measured. Lengths add up: a span cut anywhere is as long as
 * its parts together.
 */
public enum ProrationUnit implements Coded {
  /** Elapsed time, to the microsecond. */
  TIME("time") {
    @Override
    public BigInteger length(Interval span, ZoneId zone) {
      return BigInteger.valueOf(ChronoUnit.MICROS.between(span.from(), span.to()));
    }
  },
  /**
   * Local days. The day of a change belongs to what begins on it: the first day counts and the last
   * does not, so that what begins and ends on one day is no day long.
   */
  DAY("day") {
    @Override
    public BigInteger length(Interval span, ZoneId zone) {
      LocalDate first = span.from().atZone(zone).toLocalDate();
      return BigInteger.valueOf(first.until(span.to().atZone(zone).toLocalDate(), ChronoUnit.DAYS));
    }
  };

  private final String code;

  ProrationUnit(String code) {
    this.code = code;
  }

  /** Returns how long a span is, at least zero. */
  public abstract BigInteger length(Interval span, ZoneId zone);

  @Override
  public String code() {
    return code;
  }
}
