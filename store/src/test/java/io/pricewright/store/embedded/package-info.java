/** Tests of the embedded servers: durability of the folder, orphans, locks and clear errors. */
@NullMarked
package io.pricewright.store.embedded;

import org.jspecify.annotations.NullMarked;
