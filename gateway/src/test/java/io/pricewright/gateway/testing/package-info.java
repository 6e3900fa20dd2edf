/** A whole node for tests, and a client that speaks to it over HTTP. */
@NullMarked
package io.pricewright.gateway.testing;

import org.jspecify.annotations.NullMarked;
