/** Whole nodes, real brokers and real processes for tests, and a client that speaks HTTP. */
@NullMarked
package io.pricewright.gateway.testing;

import org.jspecify.annotations.NullMarked;
