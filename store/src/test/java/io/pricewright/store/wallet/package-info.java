/** Contract tests of the tables of credits, against a real PostgreSQL. */
@NullMarked
package io.pricewright.store.wallet;

import org.jspecify.annotations.NullMarked;
