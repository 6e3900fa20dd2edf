/** Tests of rollouts against a running node, judged by the naive model of the check. */
@NullMarked
package io.pricewright.gateway.rollout;

import org.jspecify.annotations.NullMarked;
