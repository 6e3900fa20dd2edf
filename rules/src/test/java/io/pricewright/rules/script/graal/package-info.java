/**
 * Tests of the script engine: its contract, its confinement and what it costs. Hostile scripts are
 * tried here by the dozen, each with the outcome it must have.
 */
@NullMarked
package io.pricewright.rules.script.graal;

import org.jspecify.annotations.NullMarked;
