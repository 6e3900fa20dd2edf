package io.pricewright.rules.wallet;

import java.math.BigDecimal;

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
  /** Returns what is neither drawn nor held. */
  public BigDecimal unheld() {
    return left.subtract(held);
  }

  /** Returns how many credits fewer there are afterwards. */
  public BigDecimal creditsUntil(Standing after) {
    return creditBalance.subtract(after.creditBalance);
  }
}
