/**
 * Durable tasks: added in the commit that makes them necessary, claimed by any node, done in steps.
 */
@NullMarked
package io.pricewright.store.task;

import org.jspecify.annotations.NullMarked;
