package io.pricewright.store.outbox;

import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The notifications that wait for delivery. */
public interface Outbox {
  /** Most characters of a payload. */
  int MAX_PAYLOAD = 256 * 1024;

  /** Most notifications in one claim, and most scopes in one look. */
  int MAX_CLAIM = 1_000;

  /**
   * Adds a notification, due at once, in the caller's transaction.
   *
   * @param type dot-separated words of letters, digits and {@code _}
   * @param payloadJson JSON value of at most {@link #MAX_PAYLOAD} characters
   * @param at when it happened
   * @throws IllegalArgumentException for a type or payload outside these bounds
   */
  Future<Void> add(Tx tx, String type, String payloadJson, Instant at);

  /** Finds scopes that have something due, at most so many, in no particular order. */
  Future<List<Scope>> dueScopes(Instant now, int most);

  /**
   * Claims due notifications of a scope, oldest due first, skipping those that others hold.
   *
   * @param lease how long nobody else may claim them
   * @param most from 1 to {@link #MAX_CLAIM}
   */
  Future<List<Notification>> claim(Scope scope, Instant now, Duration lease, int most);

  /**
   * Settles claims of one scope in one transaction. A settlement whose claim ran out and was
   * claimed again changes nothing.
   *
   * @return how many settlements took effect
   */
  Future<Integer> settle(Scope scope, List<Settlement> settlements);
}
