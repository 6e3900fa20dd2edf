/**
 * Customers: who they are and were called, who is below whom, the books rating reads of them, the
 * numbers that move with everything a quota is judged by, and quantities reserved ahead of their
 * use. What is written here is written behind the gates of the customers it concerns.
 */
@NullMarked
package io.pricewright.store.customer;

import org.jspecify.annotations.NullMarked;
