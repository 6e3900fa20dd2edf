/** Tests of the publication gate, with scripts that are wrong in one way each. */
@NullMarked
package io.pricewright.rules.gate;

import org.jspecify.annotations.NullMarked;
