package io.pricewright.rules.usage;

import java.math.BigDecimal;

/**
 * What was added to usage in a part of its period.
 *
 * @param amount what was added, returns not taken off: the positive quantities; of a level held,
 *     its integral where it is above zero, in units of value times microseconds
 * @param falls whether anything was given back; of a level, whether it was below zero
 */
public record Added(BigDecimal amount, boolean falls) {
  /** Nothing. */
  public static final Added NOTHING = new Added(BigDecimal.ZERO, false);

  /** Returns what was added by both. */
  public Added plus(Added other) {
    return new Added(amount.add(other.amount), falls || other.falls);
  }
}
