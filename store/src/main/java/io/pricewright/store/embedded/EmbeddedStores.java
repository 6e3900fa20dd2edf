package io.pricewright.store.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and Redis as child processes of this one, on one data folder that only its owner can
 * enter. The folder is locked, so that never two servers use it; children that outlived a killed
 * process are stopped before new ones start, and a child that ends by itself is started again.
 */
public final class EmbeddedStores implements AutoCloseable {
  private final RandomAccessFile lockFile;
  private final FileLock lock;
  private final EmbeddedPostgres postgres;
  private final EmbeddedRedis redis;

  private EmbeddedStores(
      RandomAccessFile lockFile, FileLock lock, EmbeddedPostgres postgres, EmbeddedRedis redis) {
    this.lockFile = lockFile;
    this.lock = lock;
    this.postgres = postgres;
    this.redis = redis;
  }

  /** Returns whether the class path holds what they need; a server's image lacks it. */
  public static boolean present() {
    return Programs.present();
  }

  /**
   * Starts both on a folder, which is made if it is not there.
   *
   * @throws FolderException when the folder cannot be written or is in use
   */
  public static EmbeddedStores start(Path folder) {
    Path home = folder.toAbsolutePath().normalize();
    try {
      Folders.closed(home);
      RandomAccessFile lockFile = new RandomAccessFile(home.resolve("lock").toFile(), "rw");
      FileLock lock = lock(lockFile);
      if (lock == null) {
        lockFile.close();
        throw new FolderException(
            "The data folder %s is in use by another Pricewright. Stop it, or choose another folder with --data."
                .formatted(home));
      }
      try {
        return startLocked(home, lockFile, lock);
      } catch (IOException | RuntimeException e) {
        lockFile.close();
        throw e;
      }
    } catch (IOException e) {
      throw new FolderException(
          "The data folder %s cannot be used (%s). Make it writable, or choose another with --data."
              .formatted(home, e.getMessage()));
    }
  }

  private static EmbeddedStores startLocked(Path home, RandomAccessFile lockFile, FileLock lock)
      throws IOException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(home);
    try {
      EmbeddedRedis redis = EmbeddedRedis.start(home);
      return new EmbeddedStores(lockFile, lock, postgres, redis);
    } catch (IOException | RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  private static @Nullable FileLock lock(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Returns where the stores are. */
  public StoreAddresses addresses() {
    return new StoreAddresses(postgres.app(), postgres.owner(), redis.uri());
  }

  @Override
  public void close() {
    try {
      redis.close();
      postgres.close();
      lock.release();
      lockFile.close();
    } catch (IOException e) {
      throw new IllegalStateException("the embedded stores did not stop", e);
    }
  }
}
