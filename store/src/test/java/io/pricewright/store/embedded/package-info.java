/**
 * Tests of the embedded servers: durability of the folder, orphans of a killed process, clear
 * errors.
 */
@NullMarked
package io.pricewright.store.embedded;

import org.jspecify.annotations.NullMarked;
