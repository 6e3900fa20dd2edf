/**
 * What a node tells of itself: numbers for Prometheus, and whether it lives and can serve. The
 * routes are public and tell nothing of any tenant.
 */
@NullMarked
package io.pricewright.gateway.metrics;

import org.jspecify.annotations.NullMarked;
