/**
 * Where this house stands in a topic of events: the offsets it has read up to, and the records it
 * could not use.
 */
@NullMarked
package io.pricewright.store.topic;

import org.jspecify.annotations.NullMarked;
