/**
 * Idempotency keys. A key is claimed in the transaction that does the work and holds the answer
 * when that commits, so work and answer are kept or lost together.
 */
@NullMarked
package io.pricewright.store.idempotency;

import org.jspecify.annotations.NullMarked;
