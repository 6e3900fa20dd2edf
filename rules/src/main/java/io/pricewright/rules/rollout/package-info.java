/**
 * How a new price version reaches customers: in which states a rollout can be, whom it reaches and
 * from when, and the guard rails that end it. Pure.
 */
@NullMarked
package io.pricewright.rules.rollout;

import org.jspecify.annotations.NullMarked;
