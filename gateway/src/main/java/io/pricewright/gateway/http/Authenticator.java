package io.pricewright.gateway.http;

import io.vertx.core.Future;
import java.util.Optional;

/** Finds out who calls. */
@FunctionalInterface
public interface Authenticator {
  /** Returns who has a key; empty when it is malformed, unknown, revoked or expired. */
  Future<Optional<Caller>> find(String key);
}
