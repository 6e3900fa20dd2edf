/**
 * What things are called: a record for each kind of id and number, so that one is never taken for
 * another, and the words of closed choices on the wire and in rows. Knows nothing else of the
 * house, and checks nothing: an id of nothing is simply not found.
 */
@NullMarked
package io.pricewright.rules.id;

import org.jspecify.annotations.NullMarked;
