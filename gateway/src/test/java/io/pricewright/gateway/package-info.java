/** Tests of what the commands keep in a folder. */
@NullMarked
package io.pricewright.gateway;

import org.jspecify.annotations.NullMarked;
