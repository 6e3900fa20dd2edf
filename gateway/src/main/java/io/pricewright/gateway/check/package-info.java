/**
 * Judges an environment's books from its raw events with the naive model, and says what differs.
 */
@NullMarked
package io.pricewright.gateway.check;

import org.jspecify.annotations.NullMarked;
