/** Commands that list, show and make what an environment holds, so that nothing needs curl. */
@NullMarked
package io.pricewright.gateway.cli.thing;

import org.jspecify.annotations.NullMarked;
