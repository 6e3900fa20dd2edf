/** Who calls, against a real database. */
@NullMarked
package io.pricewright.gateway.access;

import org.jspecify.annotations.NullMarked;
