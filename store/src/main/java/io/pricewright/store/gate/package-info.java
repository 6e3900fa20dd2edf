/**
 * The locks that put everything in order: one gate a customer, one epoch an environment, and a lock
 * for external ids nobody has yet. Order: epoch, unknown ids, gates (ascending), event keys
 * (ascending).
 */
@NullMarked
package io.pricewright.store.gate;

import org.jspecify.annotations.NullMarked;
