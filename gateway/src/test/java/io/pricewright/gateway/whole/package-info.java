/**
 * Whole nodes under attack: real stores, real HTTP, real processes, and totals that are known to
 * the last digit. What is asserted is money, never how it came about.
 */
@NullMarked
package io.pricewright.gateway.whole;

import org.jspecify.annotations.NullMarked;
