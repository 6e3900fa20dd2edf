/** Contract tests of the event log and its pages, on a real PostgreSQL. */
@NullMarked
package io.pricewright.store.event;

import org.jspecify.annotations.NullMarked;
