/** What the table of idempotency keys promises, against a real PostgreSQL. */
@NullMarked
package io.pricewright.store.idempotency;

import org.jspecify.annotations.NullMarked;
