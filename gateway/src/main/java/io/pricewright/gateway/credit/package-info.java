/**
 * Credits: what usage draws in the rating transaction, what callers put in, take out and hold, and
 * what is due by itself. Everything happens behind the customer's gate; how much goes where is the
 * business of {@code rules.wallet}.
 */
@NullMarked
package io.pricewright.gateway.credit;

import org.jspecify.annotations.NullMarked;
