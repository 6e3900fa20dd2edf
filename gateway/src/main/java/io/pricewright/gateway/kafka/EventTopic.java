package io.pricewright.gateway.kafka;

import io.pricewright.rules.id.TopicId;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.consumer.KafkaReadStream;
import io.vertx.kafka.client.producer.KafkaWriteStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic of events and how its clients are set up. The consumer group has the topic's name.
 *
 * @param servers bootstrap servers
 * @param name the topic's name
 * @param session how long the group waits for a node that shows no sign of life
 */
public record EventTopic(String servers, String name, Duration session) {
  /** Partitions of a topic that is created. */
  public static final int PARTITIONS = 8;

  /** Most records of one poll. */
  public static final int MOST_RECORDS = 500;

  private static final int ANSWER_SECONDS = 15;
  private static final Duration MEET_EVERY = Duration.ofMillis(50);
  // Twice the largest bulk.
  private static final long BUFFER_BYTES = 64L << 20;

  /** Says that the brokers did not answer, or that the topic cannot be had. */
  public static final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Creates the topic if it is missing. Blocks. */
  public void ensure() {
    try (Admin admin = Admin.create(common())) {
      NewTopic topic = new NewTopic(name, Optional.of(PARTITIONS), Optional.empty());
      admin.createTopics(List.of(topic)).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw unreachable(e);
      }
    } catch (TimeoutException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  /** Returns the topic's id, which a topic of the same name made later does not share. Blocks. */
  TopicId id() {
    try (Admin admin = Admin.create(common())) {
      Map<String, TopicDescription> found =
          admin.describeTopics(List.of(name)).allTopicNames().get(ANSWER_SECONDS, TimeUnit.SECONDS);
      return new TopicId(java.util.Objects.requireNonNull(found.get(name)).topicId().toString());
    } catch (ExecutionException | TimeoutException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  /**
   * Opens a producer that answers within ten seconds, writes each record once and never makes its
   * caller wait: it refuses what it has no room for. Blocks until it has met the brokers.
   */
  KafkaWriteStream<byte[], byte[]> producer(Vertx vertx) {
    Map<String, Object> options = common();
    options.put("acks", "all");
    options.put("enable.idempotence", true);
    options.put("linger.ms", 2);
    options.put("buffer.memory", BUFFER_BYTES);
    options.put("max.block.ms", 0);
    // A topic that was idle is not asked for again, since nobody would wait for the answer.
    options.put("metadata.max.idle.ms", Duration.ofDays(365).toMillis());
    options.put("request.timeout.ms", 4_000);
    options.put("delivery.timeout.ms", 10_000);
    KafkaProducer<byte[], byte[]> client =
        new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      meet(client);
    } catch (UnreachableException e) {
      client.close(Duration.ZERO);
      throw e;
    }
    return KafkaWriteStream.create(vertx, client);
  }

  private void meet(KafkaProducer<byte[], byte[]> client) {
    for (long left = ANSWER_SECONDS * 1_000 / MEET_EVERY.toMillis(); ; left--) {
      try {
        var _ = client.partitionsFor(name).size();
        return;
      } catch (org.apache.kafka.common.errors.TimeoutException e) {
        if (left == 0) {
          throw unreachable(e);
        }
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(MEET_EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  /** Opens a consumer that commits nothing by itself and never guesses an offset. */
  KafkaReadStream<byte[], byte[]> consumer(Vertx vertx) {
    Map<String, Object> options = common();
    options.put("group.id", name);
    options.put("enable.auto.commit", false);
    options.put("auto.offset.reset", "none");
    options.put("max.poll.records", MOST_RECORDS);
    options.put("session.timeout.ms", Math.toIntExact(session.toMillis()));
    options.put("heartbeat.interval.ms", Math.toIntExact(session.toMillis() / 4));
    options.put(
        "partition.assignment.strategy", List.of(CooperativeStickyAssignor.class.getName()));
    return KafkaReadStream.create(vertx, new PausingConsumer(options));
  }

  private Map<String, Object> common() {
    Map<String, Object> options = new HashMap<>();
    options.put("bootstrap.servers", servers);
    options.put("client.id", "pricewright-" + ProcessHandle.current().pid());
    return options;
  }

  private UnreachableException unreachable(Exception cause) {
    return new UnreachableException(
        "Kafka at %s gave no topic '%s' within %d s: %s. Check the address and the brokers."
            .formatted(servers, name, ANSWER_SECONDS, cause),
        cause);
  }
}
