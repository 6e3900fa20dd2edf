/** The door and what is behind it, over real HTTP and a real database. */
@NullMarked
package io.pricewright.gateway.http;

import org.jspecify.annotations.NullMarked;
