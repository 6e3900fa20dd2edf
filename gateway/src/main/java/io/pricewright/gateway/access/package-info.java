/**
 * Who may call: tenants, environments and API keys. Keys are shown once, stored hashed, and looked
 * up through a bounded cache of a few seconds.
 */
@NullMarked
package io.pricewright.gateway.access;

import org.jspecify.annotations.NullMarked;
