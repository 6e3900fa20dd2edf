/** Tests of subscriptions: what they take, by which periods they are billed, how they end. */
@NullMarked
package io.pricewright.gateway.subscription;

import org.jspecify.annotations.NullMarked;
