/** Credits through the doors of a node. */
@NullMarked
package io.pricewright.gateway.credit;

import org.jspecify.annotations.NullMarked;
