/**
 * Notifications waiting to be delivered. A row is added in the transaction that changes what it
 * tells; a deliverer claims rows for a while, and settles each with what became of the attempt. A
 * claim is a lease: rows of a deliverer that died come back when it runs out, so delivery is at
 * least once. An exhausted row stays, parked in the year 9999 with its last error.
 */
@NullMarked
package io.pricewright.store.outbox;

import org.jspecify.annotations.NullMarked;
