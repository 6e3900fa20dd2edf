/**
 * Pricing scripts: versions, inputs, outcomes, and the port behind which a script engine evaluates
 * them.
 */
@NullMarked
package io.pricewright.rules.script;

import org.jspecify.annotations.NullMarked;
