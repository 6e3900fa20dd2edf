/** Contract tests of usage cells and distinct values, on a real PostgreSQL. */
@NullMarked
package io.pricewright.store.usage;

import org.jspecify.annotations.NullMarked;
