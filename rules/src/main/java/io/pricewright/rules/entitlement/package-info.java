/**
 * What a customer may use: entitlements of all its subscriptions put together, and the periods
 * after which usage counts from zero again. Pure; usage and limits are quantities, never money.
 */
@NullMarked
package io.pricewright.rules.entitlement;

import org.jspecify.annotations.NullMarked;
