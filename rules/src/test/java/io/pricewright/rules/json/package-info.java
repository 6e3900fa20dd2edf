/**
 * Tests of JSON: picking some fields of an object gives what reading all of it does.
 *
 * <p>Random objects print their seed.
 */
@NullMarked
package io.pricewright.rules.json;

import org.jspecify.annotations.NullMarked;
