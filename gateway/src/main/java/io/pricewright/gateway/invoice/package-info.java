/**
 * What customers are to pay. {@code rules.billing} says what is due and what a document asks; here
 * is read what it needs, and shown what came of it.
 */
@NullMarked
package io.pricewright.gateway.invoice;

import org.jspecify.annotations.NullMarked;
