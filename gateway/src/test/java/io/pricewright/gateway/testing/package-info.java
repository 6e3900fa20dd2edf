/** Real brokers and real processes for tests. */
@NullMarked
package io.pricewright.gateway.testing;

import org.jspecify.annotations.NullMarked;
