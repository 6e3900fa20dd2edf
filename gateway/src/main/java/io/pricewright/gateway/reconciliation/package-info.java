/**
 * Holds customers' books against each other, from usage to the ledger, and explains what differs.
 */
@NullMarked
package io.pricewright.gateway.reconciliation;

import org.jspecify.annotations.NullMarked;
