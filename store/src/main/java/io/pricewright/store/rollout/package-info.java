/**
 * Rollouts: what they are, whom they reached and from when, what they would change, and every step
 * of them.
 */
@NullMarked
package io.pricewright.store.rollout;

import org.jspecify.annotations.NullMarked;
