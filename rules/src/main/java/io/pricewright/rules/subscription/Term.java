package io.pricewright.rules.subscription;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * How long a billing period is: so many days, or so many months.
 *
 * @param period length of one step
 * @param count steps a period, 1 to 1200
 */
public record Term(BillingPeriod period, int count) {
  /** A month. */
  public static final Term MONTH = new Term(BillingPeriod.MONTHLY, 1);

  public Term {
    if (count < 1 || count > 1200) {
      throw new IllegalArgumentException("billing_period_count is 1 to 1200");
    }
  }

  /** Returns whether both are of one length, however they are written: 3 x MONTHLY is QUARTERLY. */
  public boolean same(Term other) {
    return period.inDays() == other.period.inDays() && length() == other.length();
  }

  /**
   * Returns whether whole periods of this length fill the other: days by days, months by months.
   */
  public boolean divides(Term other) {
    return period.inDays() == other.period.inDays() && other.length() % length() == 0;
  }

  /** Returns how many days, or months, it is; only comparable within either. */
  public long length() {
    return (long) period.units() * count;
  }

  /**
   * Returns the length a subscription takes of those that a meter, or the fixed prices, are offered
   * in: its own, and only if there is none the longest that divides it. Never two of them: a plan
   * that is sold by the month and by the year is paid once.
   */
  public Optional<Term> among(Collection<Term> offered) {
    return offered.stream()
        .filter(one -> one.divides(this))
        .max(Comparator.comparingLong(Term::length));
  }

  /** Returns whether it is longer than any month. */
  public boolean beyondMonth() {
    return period.inDays() ? length() > 31 : length() > 1;
  }

  /** Returns it in words: MONTHLY, or 3 x MONTHLY. */
  @Override
  public String toString() {
    return count == 1 ? period.code() : count + " x " + period.code();
  }
}
