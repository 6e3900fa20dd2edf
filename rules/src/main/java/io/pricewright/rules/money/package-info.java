/** Exact amounts with a currency. Nothing outside this module adds, rounds or compares money. */
@NullMarked
package io.pricewright.rules.money;

import org.jspecify.annotations.NullMarked;
