/**
 * What rating caches of the catalogue and of customers, each checked against its version in every
 * transaction.
 */
@NullMarked
package io.pricewright.gateway.rating.snapshot;

import org.jspecify.annotations.NullMarked;
