/** Who bought what: customers, subscriptions, their line items and billing periods. */
@NullMarked
package io.pricewright.rules.subscription;

import org.jspecify.annotations.NullMarked;
