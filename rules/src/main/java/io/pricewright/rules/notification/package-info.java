/**
 * What is sent to a tenant's endpoint: the list of types, and the shape of each one's payload. What
 * happened is told in the transaction in which it happens; the module {@code webhooks} delivers it.
 */
@NullMarked
package io.pricewright.rules.notification;

import org.jspecify.annotations.NullMarked;
