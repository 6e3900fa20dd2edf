/**
 * What a customer's books say of one another: usage and charges, charges and documents, documents
 * and the ledger. Pure: figures come in, comparisons go out.
 */
@NullMarked
package io.pricewright.rules.reconciliation;

import org.jspecify.annotations.NullMarked;
