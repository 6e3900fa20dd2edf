/** What the tables of simulations and their files promise, against a real PostgreSQL. */
@NullMarked
package io.pricewright.store.simulation;

import org.jspecify.annotations.NullMarked;
