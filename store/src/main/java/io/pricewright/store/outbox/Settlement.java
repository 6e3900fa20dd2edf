package io.pricewright.store.outbox;

import java.time.Instant;

/** What became of a claimed notification. */
public sealed interface Settlement {
  /** The claim it settles. */
  ClaimedNotification notification();

  /** Accepted by the receiver: the row is deleted. */
  record Delivered(ClaimedNotification notification) implements Settlement {}

  /**
   * Failed, and to be tried again.
   *
   * @param at when, not before
   * @param error what went wrong, without payload
   */
  record Retry(ClaimedNotification notification, Instant at, String error) implements Settlement {}

  /**
   * Failed for the last time: the row stays and is not claimed again.
   *
   * @param error what went wrong, without payload
   */
  record Exhausted(ClaimedNotification notification, String error) implements Settlement {}

  /**
   * Not tried: the row goes back as it was before the claim, its attempt not counted.
   *
   * @param at when it may be claimed again
   */
  record Released(ClaimedNotification notification, Instant at) implements Settlement {}
}
