/**
 * Business time and the ids that carry it: each environment has a clock of its own, so that tests
 * can move it.
 */
@NullMarked
package io.pricewright.gateway.time;

import org.jspecify.annotations.NullMarked;
