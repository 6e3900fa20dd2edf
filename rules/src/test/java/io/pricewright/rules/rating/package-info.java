/** Rating against the naive model, on random usage, deliveries and prices. */
@NullMarked
package io.pricewright.rules.rating;

import org.jspecify.annotations.NullMarked;
