/**
 * Simulations as they were asked, how far they came and what they found; files of events that were
 * sent for them, in parts.
 */
@NullMarked
package io.pricewright.store.simulation;

import org.jspecify.annotations.NullMarked;
