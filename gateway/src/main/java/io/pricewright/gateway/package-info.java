/** The process: its entry point and the one place where the parts are put together. */
@NullMarked
package io.pricewright.gateway;

import org.jspecify.annotations.NullMarked;
