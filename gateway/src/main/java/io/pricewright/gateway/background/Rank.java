package io.pricewright.gateway.background;

/**
 * What comes before what, of all that is due for a customer at one instant. Which grant may pay
 * which usage is decided by the time of the usage, not by this order.
 */
public enum Rank {
  /** Holds expire. */
  HOLDS,
  /** Recurring credits come, bought ones begin, rests are carried over. */
  CREDITS,
  /** Periods are closed. */
  DOCUMENTS,
  /** Grants lapse. */
  LAPSES,
  /** What was asked in advance is earned. */
  EARNED
}
