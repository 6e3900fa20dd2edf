/** Customers, their families, books and reservations against a real PostgreSQL. */
@NullMarked
package io.pricewright.store.customer;

import org.jspecify.annotations.NullMarked;
