/**
 * What tests of every module share: databases, and the generator of the jOOQ sources.
 *
 * <p>Addresses given in the environment win, then containers where an engine answers, then the
 * embedded servers; a test is never skipped for want of a store.
 */
@NullMarked
package io.pricewright.store.testing;

import org.jspecify.annotations.NullMarked;
