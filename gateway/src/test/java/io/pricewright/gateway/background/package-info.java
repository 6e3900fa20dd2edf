/** The driver, tried with work that lives in memory. */
@NullMarked
package io.pricewright.gateway.background;

import org.jspecify.annotations.NullMarked;
