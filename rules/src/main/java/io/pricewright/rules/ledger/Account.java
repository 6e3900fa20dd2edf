package io.pricewright.rules.ledger;

import java.util.Locale;

/** The accounts of a customer's ledger in one currency. */
public enum Account {
  /** What the customer owes for usage that no invoice holds yet. */
  UNBILLED,
  /** What was earned. */
  REVENUE;

  /** Returns the stored name. */
  public String toRow() {
    return name().toLowerCase(Locale.ROOT);
  }
}
