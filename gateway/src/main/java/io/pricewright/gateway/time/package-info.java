/** Business time: one clock an environment. */
@NullMarked
package io.pricewright.gateway.time;

import org.jspecify.annotations.NullMarked;
