package io.pricewright.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The requests that a node has begun to answer. May be asked by any thread. */
final class InFlight {
  private final Set<Exchange> begun = ConcurrentHashMap.newKeySet();
  private final Promise<Void> done = Promise.promise();
  private volatile boolean stopping;

  /** Counts a request until its end. */
  void begin(Exchange one) {
    begun.add(one);
  }

  /** Counts one no more: it is answered, or its connection is lost. */
  void end(Exchange one) {
    begun.remove(one);
    look();
  }

  private void look() {
    if (stopping && begun.isEmpty()) {
      done.tryComplete();
    }
  }

  /** Returns whether nothing new is taken. */
  boolean stopping() {
    return stopping;
  }

  /** Takes nothing new; the future ends when all that was begun is answered. */
  Future<Void> stop() {
    stopping = true;
    look();
    return done.future();
  }

  /** Answers, each on its own loop, what was begun some time ago. */
  void answer(Duration ago, Consumer<RoutingContext> answer) {
    long latest = System.nanoTime() - ago.toNanos();
    for (Exchange one : begun) {
      if (one.since() - latest < 0) {
        one.loop().runOnContext(now -> answer.accept(one.context()));
      }
    }
  }

  /** Gives up, each on its own loop, bodies that do not come in their time. */
  void hurry() {
    long now = System.nanoTime();
    for (Exchange one : begun) {
      Bodies body = one.body();
      if (body != null && body.late(now)) {
        one.loop().runOnContext(then -> body.giveUp());
      }
    }
  }
}
