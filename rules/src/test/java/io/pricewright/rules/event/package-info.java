/** Tests of what is read of an event. */
@NullMarked
package io.pricewright.rules.event;

import org.jspecify.annotations.NullMarked;
