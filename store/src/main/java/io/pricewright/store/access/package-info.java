/** Tenants, their environments, and the API keys by which they call. */
@NullMarked
package io.pricewright.store.access;

import org.jspecify.annotations.NullMarked;
