package io.pricewright.store.outbox;

import io.pricewright.rules.notification.Notification;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.DueScope;
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
   * @param notification with a payload of at most {@link #MAX_PAYLOAD} characters
   * @param at when it happened
   * @throws IllegalArgumentException for a longer payload
   */
  Future<Void> add(Tx tx, Notification notification, Instant at);

  /**
   * Adds notifications as {@link #add} does, in one statement.
   *
   * @throws IllegalArgumentException for a payload that is too long
   */
  Future<Void> addAll(Tx tx, List<Notification> notifications, Instant at);

  /** Finds scopes that have something due, at most so many, the longest due first. */
  Future<List<DueScope>> dueScopes(Instant now, int most);

  /**
   * Claims due notifications of a scope, oldest due first, skipping those that others hold.
   *
   * @param lease how long nobody else may claim them
   * @param most from 1 to {@link #MAX_CLAIM}
   */
  Future<List<ClaimedNotification>> claim(Scope scope, Instant now, Duration lease, int most);

  /**
   * Settles claims of one scope in one transaction. A settlement whose claim ran out and was
   * claimed again changes nothing.
   *
   * @return how many settlements took effect
   */
  Future<Integer> settle(Scope scope, List<Settlement> settlements);
}
