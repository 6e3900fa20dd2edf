package io.pricewright.rules.wallet;

import io.pricewright.rules.ledger.Account;
import java.math.BigDecimal;

/**
 * A posting to be: an amount from the credited to the debited account.
 *
 * @param debit account that grows
 * @param credit account that pays
 * @param amount above zero
 */
public record Move(Account debit, Account credit, BigDecimal amount) {
  /** Returns the same amount the other way round. */
  public Move back() {
    return new Move(/* debit= */ credit, /* credit= */ debit, amount);
  }
}
