/**
 * Simulates prices for callers: reads history in short transactions, a page each, and hands the
 * pages to the sandbox on the script pool. Writes nothing.
 */
@NullMarked
package io.pricewright.gateway.simulation;

import org.jspecify.annotations.NullMarked;
