package io.pricewright.store.embedded;

import java.nio.file.Path;

/**
 * PostgreSQL and Redis of one data folder, alive until {@link #close()}.
 *
 * <p>No shutdown hook is registered: the caller drains its requests first and closes the stores
 * last. Servers that outlive a killed JVM are stopped by the next start on the folder. Blocking;
 * not for an event loop.
 */
public final class EmbeddedStores implements AutoCloseable {
  private final FolderLock lock;
  private final EmbeddedPg pg;
  private final EmbeddedRedis redis;

  private EmbeddedStores(FolderLock lock, EmbeddedPg pg, EmbeddedRedis redis) {
    this.lock = lock;
    this.pg = pg;
    this.redis = redis;
  }

  /** Starts both on free ports; fails with {@link StoreStartException}. */
  public static EmbeddedStores start(Path folder) {
    return start(folder, 0, 0);
  }

  /** Starts both on the given ports, 0 for any free one; fails with {@link StoreStartException}. */
  public static EmbeddedStores start(Path folder, int pgPort, int redisPort) {
    Path home = folder.toAbsolutePath().normalize();
    FolderLock lock = FolderLock.take(home);
    try {
      EmbeddedPg pg = EmbeddedPg.start(home, pgPort);
      try {
        return new EmbeddedStores(lock, pg, EmbeddedRedis.start(home, redisPort));
      } catch (RuntimeException e) {
        pg.close();
        throw e;
      }
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Where the application and the owner log in, and Redis. */
  public StoreAddresses addresses() {
    return new StoreAddresses(pg.app(), pg.owner(), redis.uri());
  }

  /** The superuser's login to the maintenance database, for tests and for restoring a backup. */
  public PgAddress admin() {
    return pg.admin();
  }

  /** Stops Redis, then PostgreSQL in order (a fast shutdown), then frees the folder. */
  @Override
  public void close() {
    try (lock;
        pg;
        redis) {
      // Closing is all there is to do; try-with-resources goes on when one of them fails.
    }
  }
}
