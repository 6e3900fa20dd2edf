/** A node's word on itself, asked over HTTP. */
@NullMarked
package io.pricewright.gateway.metrics;

import org.jspecify.annotations.NullMarked;
