/**
 * The pages that people use, beside the API that programs use: the console, the API's reference,
 * and the one at {@code /} that leads to both.
 *
 * <p>They are plain files of this module, read once at start into a fixed table; a path that is not
 * in the table is not found, so nothing else of the class path can be asked for. They talk to the
 * server through its public API alone, with the key that was pasted into them.
 */
@NullMarked
package io.pricewright.gateway.console;

import org.jspecify.annotations.NullMarked;
