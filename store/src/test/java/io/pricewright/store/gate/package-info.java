/** Contract tests of gates, epochs and locks of external ids, on a real PostgreSQL. */
@NullMarked
package io.pricewright.store.gate;

import org.jspecify.annotations.NullMarked;
