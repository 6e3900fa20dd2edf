/** Meters: which events count, and which quantity each of them brings. */
@NullMarked
package io.pricewright.rules.meter;

import org.jspecify.annotations.NullMarked;
