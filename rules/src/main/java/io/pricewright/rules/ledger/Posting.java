package io.pricewright.rules.ledger;

import io.pricewright.rules.id.ChargeId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.PostingId;
import io.pricewright.rules.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One movement: an amount above zero from the credited to the debited account. An unbalanced
 * posting cannot be expressed.
 *
 * @param id id
 * @param customerNo whose ledger
 * @param debit account that grows
 * @param credit account that pays
 * @param amount above zero
 * @param chargeId the charge behind it, or null when a movement of credits is
 * @param booking what it accounts for; null: what happens as it is posted
 */
public record Posting(
    PostingId id,
    CustomerNo customerNo,
    Account debit,
    Account credit,
    Money amount,
    @Nullable ChargeId chargeId,
    @Nullable Booking booking) {
  /** Makes one of what happens as it is posted. */
  public Posting(
      PostingId id,
      CustomerNo customerNo,
      Account debit,
      Account credit,
      Money amount,
      @Nullable ChargeId chargeId) {
    this(id, customerNo, debit, credit, amount, chargeId, null);
  }

  public Posting {
    if (amount.signum() <= 0 || debit.equals(credit)) {
      throw new IllegalStateException("a posting moves more than zero between two accounts");
    }
  }
}
