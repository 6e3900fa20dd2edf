/** Tests of simulations against a running node. */
@NullMarked
package io.pricewright.gateway.simulation;

import org.jspecify.annotations.NullMarked;
