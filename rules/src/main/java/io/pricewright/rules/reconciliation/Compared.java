package io.pricewright.rules.reconciliation;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** What of a customer's books is held against what. */
public enum Compared implements Coded {
  /** Events that were received, and those that are priced. */
  EVENTS,
  /** What usage costs by its cells, and by the charges of its events. */
  USAGE,
  /** What was charged, and what documents asked of it. */
  CHARGES,
  /** The ledger's unbilled, and what was charged and not asked, less live draws. */
  UNBILLED,
  /** The ledger's receivable, and what is left to be paid of documents. */
  RECEIVABLE,
  /** The ledger's deferred, and what was asked in advance and is not earned. */
  DEFERRED,
  /** The ledger's revenue, and what was charged, or asked of no subscription, and is earned. */
  REVENUE,
  /** The ledger's discount, and the discounts of documents. */
  DISCOUNT,
  /** The ledger's rounding, and what rounding took of documents. */
  ROUNDING,
  /** What grants say was settled of them, and what credits paid of documents. */
  CREDITS,
  /** The ledger's credit balance, and what went into it and paid documents. */
  CREDIT_BALANCE,
  /** The ledger's waived, and usage that voided documents asked and nobody asks again. */
  WAIVED;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
