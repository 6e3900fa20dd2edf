package io.pricewright.gateway.kafka;

import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.rating.ingest.RateEvents;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.store.database.Database;
import io.pricewright.store.topic.TopicOffsets;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's one consumer, on a thread of its own. A partition it is given stays paused until its
 * stored offset is read; after any failure it goes back there. Stops for good, with a fault to
 * show, when the topic is not the one the database knows, or no longer has what was not read.
 */
public final class TopicReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration MOST_PAUSE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(20);
  private static final long LONGEST_SECONDS = 120;

  private final Database database;
  private final EventTopic topic;
  private final RatePoll rating;
  private final Context context;
  private final Thread thread = Thread.ofPlatform().name("topic-reader").unstarted(this::run);
  private final Set<TopicPartition> unplaced = new HashSet<>();
  private final Map<Integer, Long> next = new HashMap<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private String topicId = "";
  private long checkedNanos = System.nanoTime();
  private Duration pause = Duration.ZERO;
  private volatile boolean stopped;
  private volatile @Nullable String fault;

  /** Says that reading on would lose or repeat events. */
  private static final class StopException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StopException(String message) {
      super(message);
    }
  }

  /** Makes a reader that rates with these parts; {@link #start} starts it. */
  public TopicReader(
      Vertx vertx, Database database, EventTopic topic, RateEvents rating, EnvironmentClock clock) {
    this.database = database;
    this.topic = topic;
    this.rating = new RatePoll(database, rating, clock);
    this.context = vertx.getOrCreateContext();
    this.consumer = topic.consumer();
  }

  /** Starts reading. */
  public void start() {
    thread.start();
  }

  /** Returns why it has stopped for good, or null while it reads. */
  public @Nullable String fault() {
    return fault;
  }

  private void run() {
    try (consumer) {
      consumer.subscribe(List.of(topic.name()), new Placing());
      while (!stopped) {
        turn();
      }
    } catch (WakeupException e) {
      LOG.debug("woken up to stop");
    } catch (StopException e) {
      stop(String.valueOf(e.getMessage()));
    } catch (InvalidOffsetException e) {
      stop(
          "Topic '%s' no longer has the next record of partitions %s: it was cut, or its retention passed, before all was read. Compare topic_offsets with the topic, set next_offset to where reading shall go on, and start again."
              .formatted(topic.name(), e.partitions()));
    } catch (RuntimeException e) {
      stop("The reader failed: " + e);
      LOG.error("the reader's fault", e);
    }
  }

  private void stop(String why) {
    fault = why;
    LOG.error("this node rates no more events of the topic: {}", why);
  }

  private void turn() {
    ConsumerRecords<byte[], byte[]> records = ConsumerRecords.empty();
    try {
      if (System.nanoTime() - checkedNanos > BETWEEN_CHECKS.toNanos()) {
        check(topic.id());
      }
      place();
      records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        rate(records);
      }
      pause = Duration.ZERO;
    } catch (TopicOffsets.MovedException e) {
      LOG.info("rolled back, {}; reading on from the stored offset", e.getMessage());
      displace(records.partitions());
    } catch (WakeupException | StopException | InvalidOffsetException e) {
      throw e;
    } catch (RuntimeException e) {
      displace(records.partitions());
      backOff(e);
    }
  }

  private void rate(ConsumerRecords<byte[], byte[]> records) {
    Poll poll = Poll.cut(topicId, records, next);
    RatePoll.Tally tally = await(() -> rating.rate(poll));
    poll.moves().forEach((partition, move) -> next.put(partition, move.to()));
    int duplicates = tally.of(Delivery.Kind.DUPLICATE);
    int conflicts = tally.of(Delivery.Kind.CONFLICT);
    if (duplicates + conflicts + tally.rejected() > 0) {
      LOG.warn(
          "of {} records: {} duplicates, {} conflicts, {} rejected",
          records.count(),
          duplicates,
          conflicts,
          tally.rejected());
    }
  }

  /** Seeks partitions to their stored offsets. */
  private void place() {
    if (unplaced.isEmpty()) {
      return;
    }
    topicId = topic.id();
    check(topicId);
    TreeMap<Integer, Long> earliest = new TreeMap<>();
    consumer
        .beginningOffsets(unplaced)
        .forEach((at, offset) -> earliest.put(at.partition(), offset));
    Map<Integer, Long> stored =
        await(() -> database.unscoped(tx -> TopicOffsets.begin(tx, topicId, earliest)));
    stored.forEach(
        (partition, offset) -> {
          consumer.seek(new TopicPartition(topic.name(), partition), offset);
          next.put(partition, offset);
        });
    consumer.resume(unplaced);
    unplaced.clear();
  }

  /** Stops when the topic is not the one the database knows; the client would not notice. */
  private void check(String id) {
    checkedNanos = System.nanoTime();
    Set<String> known = await(() -> database.unscoped(TopicOffsets::topicIds));
    if (!known.isEmpty() && !known.contains(id)) {
      throw new StopException(
          "Topic '%s' has the id %s, but the database has read %s: the topic was deleted and made again, or another is named. Name the old one, or, if its unread events are given up, delete its rows from topic_offsets."
              .formatted(topic.name(), id, known));
    }
  }

  /** Sends partitions back to their stored offsets before anything more is read of them. */
  private void displace(Collection<TopicPartition> partitions) {
    Set<TopicPartition> ours = new HashSet<>(partitions);
    ours.retainAll(consumer.assignment());
    consumer.pause(ours);
    unplaced.addAll(ours);
  }

  private void backOff(RuntimeException e) {
    pause = pause.isZero() ? Duration.ofMillis(250) : pause.multipliedBy(2);
    pause = pause.compareTo(MOST_PAUSE) > 0 ? MOST_PAUSE : pause;
    LOG.warn("a poll was not rated and is read again in {} ms: {}", pause.toMillis(), e.toString());
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> T await(Supplier<Future<T>> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    context.runOnContext(
        v -> {
          try {
            work.get().onComplete(done::complete, done::completeExceptionally);
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    try {
      return done.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("no answer for %d s".formatted(LONGEST_SECONDS), e);
    } catch (InterruptedException e) {
      stopped = true;
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Pauses what is given until it is placed, so that nothing is read from a guessed offset. */
  private final class Placing implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> given) {
      given.forEach(partition -> consumer.seek(partition, 0));
      consumer.pause(given);
      unplaced.addAll(given);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> taken) {
      unplaced.removeAll(taken);
    }
  }

  /** Stops reading; what is under way is done first, for ten seconds at most. */
  @Override
  public void close() {
    stopped = true;
    try {
      consumer.wakeup();
      if (thread.isAlive() && !thread.join(Duration.ofSeconds(10))) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
