package io.pricewright.gateway.credit;

import io.pricewright.rules.money.Money;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.store.row.WalletRow;
import io.pricewright.store.wallet.RunningUses;
import java.math.BigDecimal;

/**
 * A wallet's balance by periods, as Flexprice means it: periods that are over have taken what they
 * used, and what a running one used so far stands beside.
 *
 * @param balance what is left after the periods that are over, in currency
 * @param credits the same in credits
 * @param current usage of running periods that this wallet paid or shows
 * @param unpaid what periods that are over left uncovered, if this wallet shows it
 */
record PeriodBalance(
    BigDecimal balance, BigDecimal credits, BigDecimal current, BigDecimal unpaid) {
  static PeriodBalance of(Credits.Opened opened, RunningUses running) {
    WalletRow row = opened.wallet();
    Purse purse = opened.purse();
    BigDecimal balance = BigDecimal.ZERO;
    BigDecimal credits = BigDecimal.ZERO;
    BigDecimal current = BigDecimal.ZERO;
    for (Grant grant : purse.grants()) {
      if (grant.walletId().equals(row.id())) {
        BigDecimal now = running.drawn(grant.id());
        BigDecimal gone = grant.drawn().subtract(now).add(grant.gone());
        balance = balance.add(grant.amount()).subtract(gone);
        credits = credits.add(grant.credits()).subtract(grant.units(gone));
        current = current.add(now);
      }
    }
    BigDecimal unpaid = BigDecimal.ZERO;
    if (row.id().equals(purse.bearer())) {
      BigDecimal open = running.open(row.customerNo(), row.currency());
      unpaid = purse.uncovered().subtract(open);
      current = current.add(open);
    }
    return new PeriodBalance(
        Money.plain(balance), Money.plain(credits), Money.plain(current), Money.plain(unpaid));
  }
}
