/**
 * Documents: from the lines that ask for money to what prepaid credits pay of them, the totals, and
 * what the ledger is told.
 */
@NullMarked
package io.pricewright.rules.invoice;

import org.jspecify.annotations.NullMarked;
