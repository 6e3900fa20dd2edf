package io.pricewright.store.testing;

import io.pricewright.store.embedded.PgAddress;

/**
 * The servers tests run on: a superuser's login, a Redis URI, and how many logical databases it
 * has.
 */
record Backend(PgAddress admin, String redisUri, int redisDatabases) {}
