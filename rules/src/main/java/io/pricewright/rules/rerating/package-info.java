/**
 * Work that follows a commit because something came after its events: a customer, a subscription, a
 * price, a filter, a repaired script. Kept durable, done in small steps behind the customer's gate.
 */
@NullMarked
package io.pricewright.rules.rerating;

import org.jspecify.annotations.NullMarked;
