/** Currencies and their minor units. */
@NullMarked
package io.pricewright.rules.money;

import org.jspecify.annotations.NullMarked;
