/**
 * Price lists of providers as parameters of the scripts that ship; works on files, without a
 * server.
 */
@NullMarked
package io.pricewright.gateway.cli.prices;

import org.jspecify.annotations.NullMarked;
