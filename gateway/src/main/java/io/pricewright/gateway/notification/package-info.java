/** Notifications of what happened, put into the outbox by the transaction in which it happens. */
@NullMarked
package io.pricewright.gateway.notification;

import org.jspecify.annotations.NullMarked;
