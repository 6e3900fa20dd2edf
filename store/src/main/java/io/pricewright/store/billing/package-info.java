/**
 * What closes of billing periods go by: how far a subscription is closed, and which periods moved
 * after that.
 */
@NullMarked
package io.pricewright.store.billing;

import org.jspecify.annotations.NullMarked;
