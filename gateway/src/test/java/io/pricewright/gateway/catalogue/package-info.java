/** Tests of what is decided of what is sold, without a database. */
@NullMarked
package io.pricewright.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
