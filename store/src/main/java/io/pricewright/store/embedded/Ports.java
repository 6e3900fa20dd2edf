package io.pricewright.store.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports on the loopback interface. */
final class Ports {
  private Ports() {}

  /** The wanted port if nothing listens there, or any free one when {@code wanted} is 0. */
  static int free(int wanted, String server) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new StoreStartException(
          "Port "
              + wanted
              + " for "
              + server
              + " is already in use: stop what listens there, or choose another port.",
          e);
    }
  }
}
