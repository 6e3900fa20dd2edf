/**
 * Tests of the outbox against a real PostgreSQL: what is written with a transaction is delivered
 * after it, once, in order.
 */
@NullMarked
package io.pricewright.store.outbox;

import org.jspecify.annotations.NullMarked;
