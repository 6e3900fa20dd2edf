/** Tests of ids, numbers and the words of closed choices. */
@NullMarked
package io.pricewright.rules.id;

import org.jspecify.annotations.NullMarked;
