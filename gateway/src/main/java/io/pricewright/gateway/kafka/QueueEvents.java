package io.pricewright.gateway.kafka;

import io.pricewright.gateway.event.IngestEvents;
import io.pricewright.gateway.rating.Delivery;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.tenancy.Scope;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.producer.KafkaWriteStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts events into the topic, and answers when all in-sync replicas have them. */
public final class QueueEvents implements IngestEvents.Intake {
  private static final long CLOSE_MS = 5_000;

  private final Vertx vertx;
  private final String topic;
  private final KafkaWriteStream<byte[], byte[]> producer;
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
    // Whoever sent hears of a fault by the future; without a handler it would be logged besides.
    this.producer = topic.producer(vertx).exceptionHandler(fault -> {});
    this.capacity = capacity;
  }

  @Override
  public boolean queues() {
    return true;
  }

  /**
   * Queues events, those of one request in their order. Fails with {@link Problem.Unavailable} when
   * one of them was not acknowledged; others may be in the topic then, and a resend with the same
   * ids finds them.
   */
  @Override
  public Future<List<Delivery>> take(Scope scope, List<Event> events) {
    if (waiting.addAndGet(events.size()) > capacity) {
      waiting.addAndGet(-events.size());
      return Future.failedFuture(
          unavailable("Too many events wait for the brokers; nothing was stored."));
    }
    // Writing a bulk as JSON takes milliseconds, which an event loop does not have.
    return vertx
        .executeBlocking(() -> records(scope, events), false)
        .compose(records -> Future.join(records.stream().map(producer::send).toList()))
        .transform(
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

  private List<ProducerRecord<byte[], byte[]>> records(Scope scope, List<Event> events) {
    return events.stream()
        .map(event -> new EventRecord(scope, event))
        .map(record -> new ProducerRecord<>(topic, record.key(), record.value()))
        .toList();
  }

  private static ProblemException unavailable(String what) {
    return new ProblemException(
        new Problem.Unavailable(what + " Send the same request again with the same ids.", 1));
  }

  /** Waits for what is under way, five seconds at most, and lets the brokers go. */
  public Future<Void> close() {
    return producer.close(CLOSE_MS);
  }
}
