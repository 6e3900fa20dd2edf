/**
 * Brings a database to the schema this version of the code expects.
 *
 * <p>Flyway runs the scripts of {@code db/migration} as the owner role; afterwards the application
 * role gets the rights it needs and no more. The scripts themselves never name a role, so any owner
 * can run them.
 */
@NullMarked
package io.pricewright.store.migration;

import org.jspecify.annotations.NullMarked;
