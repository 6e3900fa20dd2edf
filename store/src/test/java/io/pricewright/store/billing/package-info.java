/** Contract tests of what closes go by, on a real PostgreSQL. */
@NullMarked
package io.pricewright.store.billing;

import org.jspecify.annotations.NullMarked;
