/** Contract tests of the tables as a whole, on a real PostgreSQL. */
@NullMarked
package io.pricewright.store.migration;

import org.jspecify.annotations.NullMarked;
