/** Business time, one clock an environment, and the ids that carry it. */
@NullMarked
package io.pricewright.gateway.time;

import org.jspecify.annotations.NullMarked;
