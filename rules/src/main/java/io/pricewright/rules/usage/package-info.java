/** Usage states: mergeable folds of quantities, one kind for each aggregation. */
@NullMarked
package io.pricewright.rules.usage;

import org.jspecify.annotations.NullMarked;
