package io.pricewright.store.wallet;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.store.row.WalletRow;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A customer's credits, as read behind the gate. Its maps change as the book is worked on.
 *
 * @param customerNo whose
 * @param wallets by id, oldest first; changed rows take the place of what was read
 * @param purses by currency
 * @param lines what the line items at hand are, by number
 */
public record CreditBook(
    CustomerNo customerNo,
    Map<WalletId, WalletRow> wallets,
    Map<Currency, Purse> purses,
    Map<LineItemNo, LineFact> lines) {
  /** Returns the purse of a currency; an empty one when the customer never had anything in it. */
  public Purse purse(Currency currency) {
    return purses.computeIfAbsent(currency, code -> empty());
  }

  private Purse empty() {
    Map<LineItemNo, Wallet.Line> known = new HashMap<>();
    lines.forEach((no, fact) -> known.put(no, fact.line()));
    return new Purse(List.of(), List.of(), List.of(), known, BigDecimal.ZERO);
  }
}
