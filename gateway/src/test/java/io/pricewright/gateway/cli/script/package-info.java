/** Tests of the commands for authors of prices. */
@NullMarked
package io.pricewright.gateway.cli.script;

import org.jspecify.annotations.NullMarked;
