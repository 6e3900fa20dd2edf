/**
 * The publication gate: judges a script version before anything is priced with it. Its own tests,
 * the branches they take, the laws it states, and what must hold of every script (repeatable,
 * bounded, lines that add up, the same amount however events are delivered). Knows scripts only
 * through {@link io.pricewright.rules.script.ScriptEngine}; random, but replayable by its seed.
 */
@NullMarked
package io.pricewright.rules.gate;

import org.jspecify.annotations.NullMarked;
