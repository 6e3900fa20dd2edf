/**
 * Does the durable work that follows a commit, and corrections: each step is one transaction behind
 * the customer's gate, with the same rating code as a new event.
 */
@NullMarked
package io.pricewright.gateway.rating.rerating;

import org.jspecify.annotations.NullMarked;
