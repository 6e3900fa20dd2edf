/**
 * Customers through the API: created, found by id and by every external id they had, renamed,
 * archived.
 */
@NullMarked
package io.pricewright.gateway.customer;

import org.jspecify.annotations.NullMarked;
