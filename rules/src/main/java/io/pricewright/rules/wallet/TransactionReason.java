package io.pricewright.rules.wallet;

import io.pricewright.rules.id.Coded;

/** Why credits were put into a wallet or taken out. */
public enum TransactionReason implements Coded {
  PURCHASED_CREDIT_DIRECT,
  PURCHASED_CREDIT_INVOICED,
  PURCHASED_CREDIT_BONUS,
  FREE_CREDIT_GRANT,
  SUBSCRIPTION_CREDIT_GRANT,
  CREDIT_NOTE,
  CREDIT_ADJUSTMENT,
  CREDIT_EXPIRED,
  INVOICE_PAYMENT,
  INVOICE_VOID_REFUND,
  MANUAL_BALANCE_DEBIT,
  WALLET_TERMINATION;

  @Override
  public String code() {
    return name();
  }
}
