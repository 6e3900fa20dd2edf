package io.pricewright.webhooks;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Finds a host's addresses, anew for every attempt. */
@FunctionalInterface
interface Resolver {
  /** Returns all addresses of a name or of an address in text form. */
  Future<List<InetAddress>> resolve(String host);
}
