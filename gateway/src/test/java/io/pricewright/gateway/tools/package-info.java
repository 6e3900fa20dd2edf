/** Tests of the launcher's commands, as a person starts them. */
@NullMarked
package io.pricewright.gateway.tools;

import org.jspecify.annotations.NullMarked;
