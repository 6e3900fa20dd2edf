/** What customers owe: sums of charges beside the ledger's balances. */
@NullMarked
package io.pricewright.gateway.charge;

import org.jspecify.annotations.NullMarked;
