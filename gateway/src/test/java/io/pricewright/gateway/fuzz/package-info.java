/** Requests nobody would send, made of the document that says what one may send. */
@NullMarked
package io.pricewright.gateway.fuzz;

import org.jspecify.annotations.NullMarked;
