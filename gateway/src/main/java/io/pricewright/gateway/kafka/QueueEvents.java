package io.pricewright.gateway.kafka;

import io.pricewright.gateway.event.IngestEvents;
import io.pricewright.gateway.rating.Delivery;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.tenancy.Scope;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts events into the topic, and answers when all in-sync replicas have them. */
public final class QueueEvents implements IngestEvents.Intake, AutoCloseable {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

  private final Vertx vertx;
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final WorkerExecutor threads;
  private final int capacity;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Opens a producer. Blocks until it has met the brokers.
   *
   * @param capacity events that may wait for the brokers at most
   */
  public QueueEvents(Vertx vertx, EventTopic topic, int capacity) {
    this.vertx = vertx;
    this.topic = topic.name();
    this.producer = topic.producer();
    this.threads = vertx.createSharedWorkerExecutor("queue-events", 4);
    this.capacity = capacity;
    var _ = producer.partitionsFor(this.topic).size();
  }

  @Override
  public boolean queues() {
    return true;
  }

  /**
   * Queues events. Fails with {@link Problem.Unavailable} when one of them was not acknowledged;
   * others may be in the topic then, and a resend with the same ids finds them.
   */
  @Override
  public Future<List<Delivery>> take(Scope scope, List<Event> events) {
    if (waiting.addAndGet(events.size()) > capacity) {
      waiting.addAndGet(-events.size());
      return Future.failedFuture(
          unavailable("Too many events wait for the brokers; nothing was stored."));
    }
    Sending sending = new Sending(events.size());
    long since = System.nanoTime();
    Future<Void> acknowledged =
        threads
            .executeBlocking(() -> send(scope, events, sending, since), false)
            .compose(sent -> sending.promise.future());
    return acknowledged.transform(
        done -> {
          waiting.addAndGet(-events.size());
          return done.succeeded()
              ? Future.succeededFuture(events.stream().map(Delivery::queued).toList())
              : Future.failedFuture(
                  unavailable(
                      "The brokers did not confirm all events; whether some are stored is not"
                          + " known."));
        });
  }

  private Sending send(Scope scope, List<Event> events, Sending sending, long since) {
    for (Event event : events) {
      if (sending.failed() || System.nanoTime() - since > PATIENCE_NANOS) {
        sending.fail(new IllegalStateException("the brokers do not keep up"));
        break;
      }
      EventRecord record = new EventRecord(scope, event);
      var _ =
          producer.send(
              new ProducerRecord<>(topic, record.key(), record.value()),
              (metadata, fault) -> sending.answered(fault));
    }
    return sending;
  }

  private static ProblemException unavailable(String what) {
    return new ProblemException(
        new Problem.Unavailable(what + " Send the same request again with the same ids.", 1));
  }

  /** Counts the answers of one request, and hands the outcome to the caller's thread. */
  private final class Sending {
    final Promise<Void> promise = Promise.promise();
    private final Context caller = vertx.getOrCreateContext();
    private final AtomicInteger left;
    private volatile boolean failed;

    Sending(int events) {
      left = new AtomicInteger(events);
    }

    boolean failed() {
      return failed;
    }

    void answered(@org.jspecify.annotations.Nullable Exception fault) {
      if (fault != null) {
        fail(fault);
      } else if (left.decrementAndGet() == 0) {
        caller.runOnContext(v -> promise.tryComplete());
      }
    }

    void fail(Exception fault) {
      failed = true;
      caller.runOnContext(v -> promise.tryFail(fault));
    }
  }

  /** Waits for what is under way, and lets the brokers go. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    threads.close();
  }
}
