/** Tests of what meters keep. */
@NullMarked
package io.pricewright.rules.meter;

import org.jspecify.annotations.NullMarked;
