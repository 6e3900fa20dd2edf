/** Contract tests of what was read of a topic, on a real PostgreSQL. */
@NullMarked
package io.pricewright.store.topic;

import org.jspecify.annotations.NullMarked;
