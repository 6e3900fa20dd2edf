/** Subscriptions and their line items against a real PostgreSQL. */
@NullMarked
package io.pricewright.store.subscription;

import org.jspecify.annotations.NullMarked;
