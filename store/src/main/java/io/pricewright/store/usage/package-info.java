/** Usage cells and the distinct values of COUNT_UNIQUE cells. Only touched rows are read. */
@NullMarked
package io.pricewright.store.usage;

import org.jspecify.annotations.NullMarked;
