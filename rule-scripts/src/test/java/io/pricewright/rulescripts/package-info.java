/**
 * Tests of the price models that ship: their own golden tests, and generated inputs compared with
 * the same formulas in Java, through the script engine of the rules.
 */
@NullMarked
package io.pricewright.rulescripts;

import org.jspecify.annotations.NullMarked;
