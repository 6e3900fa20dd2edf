/** Price lists as parameters. */
@NullMarked
package io.pricewright.gateway.cli.prices;

import org.jspecify.annotations.NullMarked;
