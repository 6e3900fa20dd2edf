/** Subscriptions and their line items, as they are kept, found and ended. */
@NullMarked
package io.pricewright.store.subscription;

import org.jspecify.annotations.NullMarked;
