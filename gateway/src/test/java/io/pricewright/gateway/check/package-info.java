/** The books are judged while the node is at work. */
@NullMarked
package io.pricewright.gateway.check;

import org.jspecify.annotations.NullMarked;
