/** The console in a real browser, and the route that serves its files. */
@NullMarked
package io.pricewright.gateway.console;

import org.jspecify.annotations.NullMarked;
