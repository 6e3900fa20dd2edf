/**
 * What the tables of what is sold keep and refuse, on a real database: rows as they went, other
 * environments, keys that are taken, pages, races.
 */
@NullMarked
package io.pricewright.store.catalogue;

import org.jspecify.annotations.NullMarked;
