package io.pricewright.rules.invoice;

import io.pricewright.rules.id.Coded;

/** Whether a document is paid. */
public enum PaymentStatus implements Coded {
  /** Something remains to be paid. */
  PENDING,
  /** Nothing does. */
  SUCCEEDED,
  /** Nothing is any more: the document was voided, and what was paid went back. */
  VOIDED;

  @Override
  public String code() {
    return name();
  }
}
