package io.pricewright.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.testing.TestKafka;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventDraft;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.tenancy.Scope;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is put into the topic, in which order, and what is refused. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 240, timeUnit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QueueEventsIT {
  private static final int CAPACITY = 400;
  private static final Scope SCOPE = new Scope(1, 1);

  private final TestKafka kafka = TestKafka.start();
  private final EventTopic topic = new EventTopic(kafka.servers(), "queued", Duration.ofSeconds(6));

  @SuppressWarnings("NullAway.Init")
  private QueueEvents queue;

  @BeforeEach
  void open(Vertx vertx) {
    topic.ensure();
    queue = new QueueEvents(vertx, topic, CAPACITY);
  }

  @AfterAll
  void close() {
    kafka.close();
  }

  @Test
  void events_ofOneRequest_areAcknowledgedAndInTheirOrder(VertxTestContext test) {
    List<Event> events = events("ordered-", 300);
    queue
        .take(SCOPE, events)
        .onComplete(
            test.succeeding(
                deliveries ->
                    test.verify(
                        () -> {
                          assertThat(deliveries)
                              .extracting(Delivery::kind)
                              .hasSize(300)
                              .containsOnly(Delivery.Kind.QUEUED);
                          assertThat(ids("ordered-", 300))
                              .isEqualTo(events.stream().map(event -> event.id().value()).toList());
                          test.completeNow();
                        })));
  }

  @Test
  void events_beyondTheCapacity_areRefusedUntilThereIsRoom(VertxTestContext test) {
    Future<List<Delivery>> first = queue.take(SCOPE, events("first-", CAPACITY));
    Future<List<Delivery>> second = queue.take(SCOPE, events("second-", 1));
    test.verify(
        () ->
            assertThat(second.cause())
                .isInstanceOfSatisfying(
                    ProblemException.class,
                    e -> assertThat(e.problem()).isInstanceOf(Problem.Unavailable.class)));
    first
        .compose(done -> queue.take(SCOPE, events("third-", CAPACITY)))
        .compose(done -> queue.close())
        .onComplete(test.succeedingThenComplete());
  }

  private static List<Event> events(String prefix, int count) {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    Json.Obj nothing = new Json.Obj(Map.of());
    return IntStream.range(0, count)
        .mapToObj(i -> prefix + i)
        .map(
            id ->
                Event.of(
                    new EventDraft(id, "used", "acme", now, null, nothing), new EventId(id), now))
        .toList();
  }

  /** Reads the topic from its beginning until so many ids with a prefix are found. */
  private List<String> ids(String prefix, int count) {
    List<String> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.servers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          IntStream.range(0, EventTopic.PARTITIONS)
              .mapToObj(i -> new TopicPartition(topic.name(), i))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      for (int tries = 0; tries < 50 && found.size() < count; tries++) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> found.add(EventRecord.read(record.value()).event().id().value()));
        found.removeIf(id -> !id.startsWith(prefix));
      }
    }
    return found;
  }
}
