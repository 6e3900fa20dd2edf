/**
 * When anything of a customer is due: a row each, which whoever makes something due moves earlier
 * behind the customer's gate, and which the one queue claims, leases and moves on.
 */
@NullMarked
package io.pricewright.store.due;

import org.jspecify.annotations.NullMarked;
