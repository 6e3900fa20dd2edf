@NullMarked
package io.pricewright.gateway.cli.thing;

import org.jspecify.annotations.NullMarked;
