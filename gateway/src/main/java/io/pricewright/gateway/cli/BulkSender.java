package io.pricewright.gateway.cli;

import io.pricewright.rules.json.Json;

/** Sends one request of events and waits for its answer. Used by several threads at once. */
@FunctionalInterface
interface BulkSender {
  /**
   * Sends a body for {@code POST /v1/events/bulk}.
   *
   * @return the answer's fields once the server has taken all the events
   * @throws ImportException when it refuses them, or cannot be reached for too long
   */
  Json.Obj send(String body) throws InterruptedException;
}
