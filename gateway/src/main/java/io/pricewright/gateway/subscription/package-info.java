/**
 * Subscriptions through the API. A new one stands behind its customer's gate, takes every published
 * price of its plan and currency, and leaves durable tasks that rate what was stored before it.
 */
@NullMarked
package io.pricewright.gateway.subscription;

import org.jspecify.annotations.NullMarked;
