/** Contract tests of charges, postings and balances, on a real PostgreSQL. */
@NullMarked
package io.pricewright.store.ledger;

import org.jspecify.annotations.NullMarked;
