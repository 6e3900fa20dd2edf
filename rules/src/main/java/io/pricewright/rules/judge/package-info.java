/**
 * The naive model: what customers owe, worked out from raw events alone, by lists and loops, with
 * none of the folding, segmenting or delta code that rating uses. It judges rating in the tests and
 * in {@code check}.
 */
@NullMarked
package io.pricewright.rules.judge;

import org.jspecify.annotations.NullMarked;
