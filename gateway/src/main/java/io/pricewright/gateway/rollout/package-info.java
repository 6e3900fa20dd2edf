/**
 * Brings a new price version to customers: the routes of rollouts, and the driver that assigns line
 * items batch by batch behind their gates, counts their cells again, and minds the guard rails.
 */
@NullMarked
package io.pricewright.gateway.rollout;

import org.jspecify.annotations.NullMarked;
