package io.pricewright.rules.reconciliation;

/** A sum over a customer's books in one currency; how many it sums up stands beside it. */
public enum Figure {
  /** What usage costs, by its cells. */
  USAGE,
  /** Charges of events as they came in. */
  CHARGED_USAGE,
  /** Charges of fixed prices. */
  CHARGED_FIXED,
  /** Charges that corrected others: priced later, taken back, counted again. */
  CHARGED_ADJUSTED,
  /** Amounts settled on holds, which no event made and no document asks. */
  WORK,
  /** Gross of the lines of documents that hold. */
  ASKED,
  /** Amounts of the lines that were given, of documents of no subscription that hold. */
  GIVEN,
  /** Usage that voided documents asked, and nobody asks again. */
  WAIVED,
  /** Gross of the lines that were asked in advance, of documents that hold. */
  ADVANCE_GROSS,
  /** Net of the lines that were asked in advance, of documents that hold. */
  ADVANCE_NET,
  /** What of that is earned. */
  RECOGNIZED,
  /** Discounts of the other lines, of documents that hold. */
  DISCOUNTS,
  /** What rounding took of the other lines, and of those that were given. */
  ROUNDINGS,
  /** What prepaid credits paid of lines, of documents that hold. */
  CREDITS,
  /** What is left to be paid of documents. */
  REMAINING,
  /** What documents below zero gave. */
  CREDITED,
  /** What was paid of documents by the credit balance. */
  PAID,
  /** Charged and not asked: its period is open, or its document waits. */
  NOT_DUE,
  /** Charged and not asked: it moved after its period was asked. */
  LATE,
  /** Charged and not asked: it is billed elsewhere. */
  ELSEWHERE,
  /** Draws of grants that no document settled. */
  DRAWN,
  /** Draws of grants that documents settled. */
  SETTLED,
  /** What came back to closed wallets. */
  SWEPT,
  /** Balance of an account of the ledger, debits less credits. */
  LEDGER_UNBILLED,
  /** Balance of an account of the ledger, debits less credits. */
  LEDGER_RECEIVABLE,
  /** Balance of an account of the ledger, debits less credits. */
  LEDGER_DEFERRED,
  /** Balance of an account of the ledger, debits less credits. */
  LEDGER_REVENUE,
  /** Balance of an account of the ledger, debits less credits. */
  LEDGER_DISCOUNT,
  /** Balance of an account of the ledger, debits less credits. */
  LEDGER_ROUNDING,
  /** Balance of an account of the ledger, debits less credits. */
  LEDGER_CREDIT_BALANCE,
  /** Balance of an account of the ledger, debits less credits. */
  LEDGER_WAIVED
}
