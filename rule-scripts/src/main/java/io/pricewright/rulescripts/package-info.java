/**
 * The price models that ship, as scripts: one folder a version under {@code /rule-scripts}, each
 * with its source, the JSON Schema of its parameters, its tests and a README. Uses nothing but the
 * JDK; the scripts run through the engine of the rules.
 */
@NullMarked
package io.pricewright.rulescripts;

import org.jspecify.annotations.NullMarked;
