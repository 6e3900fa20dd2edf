/** Brings a database to the newest version of the tables, as their owner. */
@NullMarked
package io.pricewright.store.migration;

import org.jspecify.annotations.NullMarked;
