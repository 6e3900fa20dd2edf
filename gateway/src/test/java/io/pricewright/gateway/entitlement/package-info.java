/** Entitlements and their use over HTTP, with a Redis that comes and goes. */
@NullMarked
package io.pricewright.gateway.entitlement;

import org.jspecify.annotations.NullMarked;
