/** Tests of how price versions reach customers. */
@NullMarked
package io.pricewright.rules.rollout;

import org.jspecify.annotations.NullMarked;
