package io.pricewright.rules.wallet;

import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

/**
 * What a wallet holds at an instant, in currency and in units.
 *
 * @param balance without draws of usage not yet invoiced
 * @param left what is left now, held or not
 * @param held reserved by holds
 * @param used drawn by usage not yet invoiced, and what no credit covered of it
 * @param realTime left, less holds and uncovered usage; the only one that may be below zero
 * @param creditBalance units of {@code balance}
 * @param realTimeCredits units of {@code realTime}
 * @param free the part of {@code left} that nobody paid for
 * @param bought the rest of it
 */
public record Standing(
    BigDecimal balance,
    BigDecimal left,
    BigDecimal held,
    BigDecimal used,
    BigDecimal realTime,
    BigDecimal creditBalance,
    BigDecimal realTimeCredits,
    BigDecimal free,
    BigDecimal bought) {
  /**
   * Adds up the grants of a wallet.
   *
   * @param owed uncovered usage that this wallet shows
   */
  static Standing of(List<Grant> grants, BigDecimal owed, Instant now) {
    BigDecimal balance = BigDecimal.ZERO;
    BigDecimal left = BigDecimal.ZERO;
    BigDecimal held = BigDecimal.ZERO;
    BigDecimal used = owed;
    BigDecimal credits = BigDecimal.ZERO;
    BigDecimal unitsLeft = BigDecimal.ZERO;
    BigDecimal free = BigDecimal.ZERO;
    BigDecimal rate = BigDecimal.ONE;
    for (Grant grant : grants) {
      balance = balance.add(grant.balance());
      credits = credits.add(grant.unitBalance());
      held = held.add(grant.held());
      used = used.add(grant.drawn()).subtract(grant.settled());
      rate = grant.rate();
      if (grant.covers(now)) {
        left = left.add(grant.remaining());
        unitsLeft = unitsLeft.add(grant.unitsLeft());
        free = grant.kind().free() ? free.add(grant.remaining()) : free;
      }
    }
    BigDecimal less = held.add(owed);
    BigDecimal lessUnits = less.divide(rate, Money.SCALE, RoundingMode.HALF_UP);
    return new Standing(
        Money.plain(balance),
        Money.plain(left),
        Money.plain(held),
        Money.plain(used),
        Money.plain(left.subtract(less)),
        Money.plain(credits),
        Money.plain(unitsLeft.subtract(lessUnits)),
        Money.plain(free),
        Money.plain(left.subtract(free)));
  }

  /** Returns what is neither drawn nor held. */
  public BigDecimal unheld() {
    return left.subtract(held);
  }

  /** Returns how many credits fewer there are afterwards. */
  public BigDecimal creditsUntil(Standing after) {
    return creditBalance.subtract(after.creditBalance);
  }
}
