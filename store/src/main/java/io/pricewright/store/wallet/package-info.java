/**
 * The tables of credits. {@link io.pricewright.store.wallet.CreditBooks} reads what customers have
 * behind their gates and writes what their purses came to, {@link
 * io.pricewright.store.wallet.DueCustomers} finds what time brings, and {@link
 * io.pricewright.store.wallet.CreditCheck} rebuilds all of it. Rows besides are generated.
 */
@NullMarked
package io.pricewright.store.wallet;

import org.jspecify.annotations.NullMarked;
