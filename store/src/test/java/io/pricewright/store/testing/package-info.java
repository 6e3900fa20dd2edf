/** Real stores for tests, one set for each JVM and a fresh database for each caller. */
@NullMarked
package io.pricewright.store.testing;

import org.jspecify.annotations.NullMarked;
