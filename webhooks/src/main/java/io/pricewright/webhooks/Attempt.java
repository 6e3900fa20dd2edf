package io.pricewright.webhooks;

import java.time.Duration;

/** How one attempt to deliver ended. */
sealed interface Attempt {
  /** The receiver answered 2xx. */
  record Accepted() implements Attempt {}

  /**
   * It failed.
   *
   * @param error what happened, without anything the receiver wrote
   * @param pause what the receiver asked for, or zero
   */
  record Failed(String error, Duration pause) implements Attempt {}

  /** The receiver answered 410: it wants nothing more. */
  record Gone() implements Attempt {}
}
