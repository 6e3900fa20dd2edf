/** Ends, periods and states of subscriptions. */
@NullMarked
package io.pricewright.rules.subscription;

import org.jspecify.annotations.NullMarked;
