package io.pricewright.gateway.testing;

import io.pricewright.store.database.PgAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/**
 * Stands between a node and its database and can fall silent: connections stay, and nothing comes
 * through.
 */
public final class Relay implements AutoCloseable {
  private final PgAddress behind;
  private final ServerSocket socket;
  private volatile CountDownLatch open = new CountDownLatch(0);

  private Relay(PgAddress behind, ServerSocket socket) {
    this.behind = behind;
    this.socket = socket;
    Thread.ofVirtual().start(this::accept);
  }

  /** Opens one to a database. */
  public static Relay to(PgAddress behind) {
    try {
      return new Relay(behind, new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the database's address by this way. */
  public PgAddress address() {
    return new PgAddress(
        "127.0.0.1", socket.getLocalPort(), behind.database(), behind.user(), behind.password());
  }

  /** Lets nothing through until {@link #thaw}. */
  public void freeze() {
    open = new CountDownLatch(1);
  }

  /** Lets through what waits, and all that comes. */
  public void thaw() {
    open.countDown();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = socket.accept();
        Socket far = new Socket(behind.host(), behind.port());
        Thread.ofVirtual().start(() -> pass(near, far));
        Thread.ofVirtual().start(() -> pass(far, near));
      }
    } catch (IOException closed) {
      // No more come.
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] some = new byte[64 * 1024];
    try (from;
        to) {
      for (int read = from.getInputStream().read(some);
          read >= 0;
          read = from.getInputStream().read(some)) {
        open.await();
        to.getOutputStream().write(some, 0, read);
      }
    } catch (IOException | InterruptedException ended) {
      // As one end is, so is the other.
    }
  }

  @Override
  public void close() {
    thaw();
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
