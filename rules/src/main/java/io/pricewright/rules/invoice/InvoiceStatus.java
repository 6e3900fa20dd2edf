package io.pricewright.rules.invoice;

import io.pricewright.rules.id.Coded;

/** Where a document stands. */
public enum InvoiceStatus implements Coded {
  /** Its lines are computed whenever it is read; late usage still comes into it. */
  DRAFT,
  /** Its lines hold for ever, and it has a number. */
  FINALIZED,
  /** It was taken back; it keeps its number. */
  VOIDED,
  /** There was nothing to ask; it has no number. */
  SKIPPED;

  @Override
  public String code() {
    return name();
  }
}
