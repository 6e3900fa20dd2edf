/**
 * The tables of credits. {@link io.pricewright.store.wallet.CreditBooks} reads what customers have
 * behind their gates and writes what their purses came to; the rows besides are read and written as
 * those of the catalogue are.
 */
@NullMarked
package io.pricewright.store.wallet;

import org.jspecify.annotations.NullMarked;
