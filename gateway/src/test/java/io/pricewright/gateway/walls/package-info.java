/**
 * Holds the walls between the modules and the tidiness of the sources. Each rule is also shown a
 * thing that breaks it, so that no rule can pass by looking at nothing.
 */
@NullMarked
package io.pricewright.gateway.walls;

import org.jspecify.annotations.NullMarked;
