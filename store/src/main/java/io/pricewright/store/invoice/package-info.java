/** Documents: what they asked so far, who paid, and their numbers. */
@NullMarked
package io.pricewright.store.invoice;

import org.jspecify.annotations.NullMarked;
