/**
 * Stored events with their receipts: inserted once, in key order; only the receipt is ever written
 * again.
 */
@NullMarked
package io.pricewright.store.event;

import org.jspecify.annotations.NullMarked;
