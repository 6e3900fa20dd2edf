/** How entitlements are put together, by example. */
@NullMarked
package io.pricewright.rules.entitlement;

import org.jspecify.annotations.NullMarked;
