package io.pricewright.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive lock of a data folder; the system frees it when the process dies, however it dies.
 */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Makes the folder if need be and locks it, or says who holds it. */
  static FolderLock take(Path folder) {
    Path file = folder.resolve("lock");
    FileChannel channel = open(folder, file);
    try {
      if (tryLock(channel) == null) {
        String holder = Files.readString(file).strip();
        channel.close();
        throw new StoreStartException(
            "The data folder "
                + folder
                + " is in use by process "
                + holder
                + ": stop it, or choose another folder.");
      }
      channel.truncate(0);
      long pid = ProcessHandle.current().pid();
      channel.write(ByteBuffer.wrap(Long.toString(pid).getBytes(StandardCharsets.US_ASCII)), 0);
      return new FolderLock(channel);
    } catch (IOException e) {
      throw notWritable(folder, e);
    }
  }

  private static FileChannel open(Path folder, Path file) {
    try {
      Files.createDirectories(folder);
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw notWritable(folder, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static StoreStartException notWritable(Path folder, IOException cause) {
    return new StoreStartException(
        "Cannot write to the data folder "
            + folder
            + " ("
            + cause.getClass().getSimpleName()
            + "): make it writable, or choose another folder.",
        cause);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("The lock of the data folder does not close", e);
    }
  }
}
