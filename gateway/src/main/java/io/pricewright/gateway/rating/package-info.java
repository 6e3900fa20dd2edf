/**
 * How usage becomes charges: ingest, corrections and previews, and what they share. Money is worked
 * out in {@code rules}; here is who, when and in what order.
 */
@NullMarked
package io.pricewright.gateway.rating;

import org.jspecify.annotations.NullMarked;
