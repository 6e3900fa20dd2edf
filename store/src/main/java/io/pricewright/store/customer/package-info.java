/** Customers, every external id they have or had, and the books rating reads of them. */
@NullMarked
package io.pricewright.store.customer;

import org.jspecify.annotations.NullMarked;
