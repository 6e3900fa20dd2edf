/** Tests of the one way usage becomes charges, through the doors. */
@NullMarked
package io.pricewright.gateway.rating;

import org.jspecify.annotations.NullMarked;
