/** Reads the figures that customers' books are reconciled by. */
@NullMarked
package io.pricewright.store.reconciliation;

import org.jspecify.annotations.NullMarked;
