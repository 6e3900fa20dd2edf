/** Tests of price simulation: worked examples, limits, and failures that are told, not hidden. */
@NullMarked
package io.pricewright.sandbox;

import org.jspecify.annotations.NullMarked;
