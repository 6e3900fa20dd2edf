/** Tests of a whole server through the official client of the API it speaks. */
@NullMarked
package io.pricewright.gateway.client;

import org.jspecify.annotations.NullMarked;
