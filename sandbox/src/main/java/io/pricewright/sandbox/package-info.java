/**
 * Simulates a price on history: what the live versions of a lineage booked over whole billing
 * periods, and what another version would have. Walks stored events with the classes that rate live
 * ones and writes nothing. Begin with {@link io.pricewright.sandbox.Simulation}.
 */
@NullMarked
package io.pricewright.sandbox;

import org.jspecify.annotations.NullMarked;
