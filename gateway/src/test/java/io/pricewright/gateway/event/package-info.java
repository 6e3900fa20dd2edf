/** The doors for events, over real HTTP and a real database. */
@NullMarked
package io.pricewright.gateway.event;

import org.jspecify.annotations.NullMarked;
