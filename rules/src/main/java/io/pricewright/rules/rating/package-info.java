/** How usage becomes charges: cells, segments, marginal amounts and parked events. */
@NullMarked
package io.pricewright.rules.rating;

import org.jspecify.annotations.NullMarked;
