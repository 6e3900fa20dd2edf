/** Double-entry postings of charges. */
@NullMarked
package io.pricewright.rules.ledger;

import org.jspecify.annotations.NullMarked;
