package io.pricewright.gateway.rating.ingest;

import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.tenancy.Scope;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Group commit: requests of one environment that wait together share one transaction. An
 * environment's lanes are chosen by hash of the customer, so a customer's requests do not compete
 * for its gate, and requests of many customers share one; a lane begins its next transaction when
 * the one before is done, never on a timer. A batch that fails is tried again request by request,
 * so a bad one fails alone.
 */
public final class Batcher {
  /** Most events of one transaction, unless one request alone has more. */
  public static final int MOST_EVENTS = 4_000;

  private final Vertx vertx;
  private final RateEvents rating;
  private final EnvironmentClock clock;
  private final ConcurrentMap<LaneKey, Lane> lanes = new ConcurrentHashMap<>();
  private final int lanesPerScope;
  private final int capacity;
  private final AtomicInteger queued = new AtomicInteger();

  private record Waiting(
      Scope scope, List<Event> events, Context caller, Promise<List<Delivery>> promise) {}

  private record LaneKey(Scope scope, int number) {}

  /** Lives while something waits or is under way. */
  private static final class Lane {
    final LaneKey key;
    final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    boolean busy;
    boolean gone;

    Lane(LaneKey key) {
      this.key = key;
    }
  }

  /**
   * Makes a batcher.
   *
   * @param lanes transactions of one environment under way at most
   * @param capacity events that may wait at most
   */
  public Batcher(Vertx vertx, RateEvents rating, EnvironmentClock clock, int lanes, int capacity) {
    this.vertx = vertx;
    this.rating = rating;
    this.clock = clock;
    this.capacity = capacity;
    this.lanesPerScope = lanes;
  }

  /**
   * Rates a request's events with others that wait. Fails with {@link Problem.Unavailable}, with
   * nothing written, when too many wait.
   */
  public Future<List<Delivery>> rate(Scope scope, List<Event> events) {
    if (queued.addAndGet(events.size()) > capacity) {
      queued.addAndGet(-events.size());
      return Future.failedFuture(
          new ProblemException(
              new Problem.Unavailable(
                  "Too many events wait to be rated. Nothing was stored: send the same request"
                      + " again.",
                  1)));
    }
    Promise<List<Delivery>> promise = Promise.promise();
    Waiting waiting = new Waiting(scope, events, vertx.getOrCreateContext(), promise);
    enter(waiting, new LaneKey(scope, laneOf(events)));
    return promise.future();
  }

  private void enter(Waiting waiting, LaneKey key) {
    boolean entered = false;
    while (!entered) {
      Lane lane = lanes.computeIfAbsent(key, Lane::new);
      boolean start = false;
      synchronized (lane) {
        if (!lane.gone) {
          entered = true;
          lane.queue.add(waiting);
          start = !lane.busy;
          lane.busy = true;
        }
      }
      if (start) {
        next(lane);
      }
    }
  }

  /** Returns whether another event would be taken. */
  public boolean hasRoom() {
    return queued.get() < capacity;
  }

  /** Returns how many events wait or are being rated. */
  public int queued() {
    return queued.get();
  }

  /** A request of many customers would wait for the gates of others like it: they share a lane. */
  private int laneOf(List<Event> events) {
    ExternalId customer = events.getFirst().externalCustomerId();
    boolean one = events.stream().allMatch(event -> event.externalCustomerId().equals(customer));
    return one ? Math.floorMod(customer.hashCode(), lanesPerScope) : 0;
  }

  private void next(Lane lane) {
    List<Waiting> batch = take(lane);
    if (batch.isEmpty()) {
      return;
    }
    together(batch).onComplete(done -> next(lane));
  }

  private List<Waiting> take(Lane lane) {
    List<Waiting> batch = new ArrayList<>();
    synchronized (lane) {
      int events = 0;
      Waiting first = lane.queue.peek();
      while (first != null && (batch.isEmpty() || events + first.events().size() <= MOST_EVENTS)) {
        events += first.events().size();
        batch.add(lane.queue.remove());
        first = lane.queue.peek();
      }
      lane.busy = !batch.isEmpty();
      if (batch.isEmpty()) {
        lane.gone = true;
        lanes.remove(lane.key, lane);
      }
    }
    return batch;
  }

  private Future<Void> together(List<Waiting> batch) {
    List<Event> events = new ArrayList<>();
    batch.forEach(waiting -> events.addAll(waiting.events()));
    return attempt(batch.getFirst().scope(), events)
        .transform(
            done -> {
              if (done.succeeded()) {
                share(batch, done.result());
                return Future.succeededFuture();
              }
              if (batch.size() > 1) {
                return apart(batch, 0);
              }
              fail(batch.getFirst(), done.cause());
              return Future.succeededFuture();
            });
  }

  private Future<Void> apart(List<Waiting> batch, int i) {
    return i == batch.size()
        ? Future.succeededFuture()
        : together(List.of(batch.get(i))).compose(done -> apart(batch, i + 1));
  }

  private Future<List<Delivery>> attempt(Scope scope, List<Event> events) {
    try {
      return rating.rate(
          scope, BatchId.of(clock.now(scope), ThreadLocalRandom.current().nextLong()), events);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void share(List<Waiting> batch, List<Delivery> deliveries) {
    int from = 0;
    for (Waiting waiting : batch) {
      int to = from + waiting.events().size();
      List<Delivery> own = deliveries.subList(from, to);
      queued.addAndGet(-waiting.events().size());
      waiting.caller().runOnContext(v -> waiting.promise().complete(own));
      from = to;
    }
  }

  private void fail(Waiting waiting, Throwable cause) {
    queued.addAndGet(-waiting.events().size());
    waiting.caller().runOnContext(v -> waiting.promise().fail(cause));
  }
}
