/** How long rows are kept that nobody is owed: each table that would grow for ever has a term. */
@NullMarked
package io.pricewright.store.retention;

import org.jspecify.annotations.NullMarked;
