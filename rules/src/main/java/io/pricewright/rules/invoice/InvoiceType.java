package io.pricewright.rules.invoice;

import io.pricewright.rules.id.Coded;

/** What a document is. */
public enum InvoiceType implements Coded {
  /** An invoice of a subscription. */
  SUBSCRIPTION,
  /** What a subscription is owed: its total is below zero, and went to the credit balance. */
  CREDIT,
  /** What somebody says that a customer is asked, of no subscription. */
  ONE_OFF;

  @Override
  public String code() {
    return name();
  }
}
