/**
 * Delivery of notifications to one endpoint, signed by Standard Webhooks 1.0. A notification is
 * claimed from the outbox, posted, and settled; it arrives at least once and in no promised order,
 * so a receiver goes by {@code webhook-id}. What is dialled is an address that was resolved and
 * checked for this very attempt, never a name.
 */
@NullMarked
package io.pricewright.webhooks;

import org.jspecify.annotations.NullMarked;
