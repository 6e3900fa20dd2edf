/**
 * Real PostgreSQL and Redis as child processes, with their data in one folder.
 *
 * <p>For the first run, development and tests. The database is as durable as a production one
 * (fsync and synchronous commit are on, and checked), keeps its data over restarts and over a
 * killed JVM, and has the same roles: an owner that migrates and an application role that row level
 * security binds.
 */
@NullMarked
package io.pricewright.store.embedded;

import org.jspecify.annotations.NullMarked;
