package io.pricewright.gateway.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The requests that a node has begun to answer. May be asked by any thread. */
final class InFlight {
  private final Set<Begun> begun = ConcurrentHashMap.newKeySet();
  private final Promise<Void> done = Promise.promise();
  private volatile boolean stopping;

  /** A request: what answers it, on which loop, and since when. */
  private static final class Begun {
    final RoutingContext context;
    final Context loop;
    final long since;

    Begun(RoutingContext context, long since) {
      this.context = context;
      this.loop = context.vertx().getOrCreateContext();
      this.since = since;
    }
  }

  /**
   * Counts a request until it is answered or its connection is lost.
   *
   * @param since of {@link System#nanoTime}
   */
  void begin(RoutingContext context, long since) {
    Begun one = new Begun(context, since);
    begun.add(one);
    context.addEndHandler(ended -> end(one));
  }

  private void end(Begun one) {
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
    for (Begun one : begun) {
      if (one.since - latest < 0) {
        one.loop.runOnContext(now -> answer.accept(one.context));
      }
    }
  }
}
