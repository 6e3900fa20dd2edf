/**
 * Credits: wallets, the grants in them, holds, and what usage draws. A {@link
 * io.pricewright.rules.wallet.Purse} is all of that of one customer in one currency; it plans
 * draws, returns, holds and expiry as a pure function of what was read behind the customer's gate,
 * and says which rows changed and what is to be posted.
 */
@NullMarked
package io.pricewright.rules.wallet;

import org.jspecify.annotations.NullMarked;
