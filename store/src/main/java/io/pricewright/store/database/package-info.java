/**
 * The only way to the database: transactions that name their scope, so that row level security
 * applies to every statement, and SQL that jOOQ builds and the reactive client runs.
 */
@NullMarked
package io.pricewright.store.database;

import org.jspecify.annotations.NullMarked;
