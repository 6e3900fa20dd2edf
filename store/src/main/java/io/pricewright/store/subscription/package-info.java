/** Subscription line items as follow-up work reads and adds them. */
@NullMarked
package io.pricewright.store.subscription;

import org.jspecify.annotations.NullMarked;
