/**
 * JSON as exact values: numbers are decimals, never doubles; duplicate keys, bad text and depth are
 * refused.
 */
@NullMarked
package io.pricewright.rules.json;

import org.jspecify.annotations.NullMarked;
