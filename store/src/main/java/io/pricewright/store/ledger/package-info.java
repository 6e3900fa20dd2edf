/** Charges, postings and balances: appended in the transaction that rates. */
@NullMarked
package io.pricewright.store.ledger;

import org.jspecify.annotations.NullMarked;
