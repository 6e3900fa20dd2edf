/**
 * What is sold, through the API: scripts, meters, features, plans, prices and entitlements. Every
 * change takes the environment's lock and moves its epoch in the transaction that makes it.
 */
@NullMarked
package io.pricewright.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
