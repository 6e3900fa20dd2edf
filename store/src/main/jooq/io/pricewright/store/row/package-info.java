/**
 * The rows of every table, written from the migrations by {@code ./pricewright generate}: never
 * edited by hand. Ids and choices have the types that {@code ColumnTypes} gives their columns.
 */
@NullMarked
package io.pricewright.store.row;

import org.jspecify.annotations.NullMarked;
