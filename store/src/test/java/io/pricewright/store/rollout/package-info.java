/** What the tables of rollouts promise, against a real PostgreSQL. */
@NullMarked
package io.pricewright.store.rollout;

import org.jspecify.annotations.NullMarked;
