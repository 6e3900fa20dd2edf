/**
 * Words of simulations that rows and answers share: where one stands, and how files of events for
 * them are written. What a simulation computes is the module {@code sandbox}'s.
 */
@NullMarked
package io.pricewright.rules.simulation;

import org.jspecify.annotations.NullMarked;
