/** What holds for every table: its everyday statements, on a real database. */
@NullMarked
package io.pricewright.store.database;

import org.jspecify.annotations.NullMarked;
