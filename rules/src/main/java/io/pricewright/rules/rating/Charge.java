package io.pricewright.rules.rating;

import io.pricewright.rules.id.ChargeId;
import io.pricewright.rules.id.PostingId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.ledger.Account;
import io.pricewright.rules.ledger.Posting;
import io.pricewright.rules.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One priced amount: the difference that a batch made to a cell. Never edited.
 *
 * @param id made of the batch's id and a position
 * @param cell the cell
 * @param amount not zero; negative when less is owed than before
 * @param priceId version of the last segment that was touched
 * @param scriptId script version of that price
 * @param cause what made it
 * @param events how many events it sums up
 * @param evidence of a charge that its events' receipts do not explain: what the scripts saw before
 *     and after, as {@link Evidence} writes it; null for others, and where it was too long
 */
public record Charge(
    ChargeId id,
    CellKey cell,
    Money amount,
    PriceId priceId,
    ScriptId scriptId,
    Cause cause,
    int events,
    @Nullable String evidence) {
  /** Posts the charge: usage not yet billed against revenue, or back when it is negative. */
  public Posting post(PostingId postingId) {
    boolean owed = amount.signum() > 0;
    return new Posting(
        postingId,
        cell.customerNo(),
        owed ? Account.UNBILLED : Account.REVENUE,
        owed ? Account.REVENUE : Account.UNBILLED,
        amount.abs(),
        id);
  }
}
