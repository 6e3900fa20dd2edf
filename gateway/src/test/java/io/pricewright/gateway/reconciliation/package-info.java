/** Books that are held against each other. */
@NullMarked
package io.pricewright.gateway.reconciliation;

import org.jspecify.annotations.NullMarked;
