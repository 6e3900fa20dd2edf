/**
 * What is sold: features, plans, prices with their versions, entitlements, and the snapshot rating
 * reads.
 */
@NullMarked
package io.pricewright.rules.catalogue;

import org.jspecify.annotations.NullMarked;
