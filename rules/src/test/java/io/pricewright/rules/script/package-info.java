/**
 * Tests of what surrounds the script engine: which versions are suspended, and for how long. The
 * engine itself is tested in {@code graal}.
 */
@NullMarked
package io.pricewright.rules.script;

import org.jspecify.annotations.NullMarked;
