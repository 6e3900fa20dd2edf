/** Tests of what is due and what documents ask of it. */
@NullMarked
package io.pricewright.rules.billing;

import org.jspecify.annotations.NullMarked;
