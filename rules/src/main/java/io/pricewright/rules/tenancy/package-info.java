/**
 * Who calls: tenants, their environments, and the pair of both that every row, cache key and lock
 * carries.
 */
@NullMarked
package io.pricewright.rules.tenancy;

import org.jspecify.annotations.NullMarked;
