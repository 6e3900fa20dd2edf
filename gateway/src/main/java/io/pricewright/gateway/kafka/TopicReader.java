package io.pricewright.gateway.kafka;

import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.rating.ingest.RateEvents;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.id.TopicId;
import io.pricewright.store.database.Database;
import io.pricewright.store.topic.TopicOffsets;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.consumer.KafkaReadStream;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's one consumer, on a context of virtual threads. A partition it is given stays paused
 * until its stored offset is read; after any failure it goes back there. Stops for good, with a
 * fault to show, when the topic is not the one the database knows, or no longer has what was not
 * read.
 */
public final class TopicReader extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration MOST_PAUSE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(20);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final long LONGEST_SECONDS = 120;

  private final Database database;
  private final EventTopic topic;
  private final RatePoll rating;
  private final Set<TopicPartition> unplaced = new HashSet<>();
  private final Map<Integer, Long> next = new HashMap<>();
  private final Promise<Void> ended = Promise.promise();

  @SuppressWarnings("NullAway.Init") // opened when it is deployed
  private KafkaReadStream<byte[], byte[]> consumer;

  private TopicId topicId = new TopicId("");
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

  /** Makes a reader that rates with these parts; {@link #deploy} starts it. */
  public TopicReader(
      Database database, EventTopic topic, RateEvents rating, EnvironmentClock clock) {
    this.database = database;
    this.topic = topic;
    this.rating = new RatePoll(database, rating, clock);
  }

  /** Starts reading. */
  public Future<Void> deploy(Vertx on) {
    return on.deployVerticle(
            this, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
        .mapEmpty();
  }

  /** Stops reading, if it was started; what is under way is done first, for ten seconds at most. */
  public Future<Void> close() {
    Context deployed = context;
    return deployed == null ? Future.succeededFuture() : vertx.undeploy(deployed.deploymentID());
  }

  @Override
  public Future<?> start() {
    consumer =
        topic
            .consumer(vertx)
            .partitionsAssignedHandler(unplaced::addAll)
            .partitionsRevokedHandler(unplaced::removeAll);
    context.runOnContext(ignored -> run());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    return ended
        .future()
        .timeout(STOP.toMillis(), TimeUnit.MILLISECONDS)
        .recover(late -> consumer.close());
  }

  /** Returns why it has stopped for good, or null while it reads. */
  public @Nullable String fault() {
    return fault;
  }

  private void run() {
    try {
      consumer.subscribe(Set.of(topic.name())).await();
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
    } finally {
      consumer.close().onComplete(ended);
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
      records = consumer.poll(POLL).await();
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
    RatePoll.Tally tally = await(rating.rate(poll));
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
    Set<TopicPartition> placed = Set.copyOf(unplaced);
    TreeMap<Integer, Long> earliest = new TreeMap<>();
    consumer
        .beginningOffsets(placed)
        .await()
        .forEach((at, offset) -> earliest.put(at.partition(), offset));
    Map<Integer, Long> stored =
        await(database.unscoped(tx -> TopicOffsets.begin(tx, topicId, earliest)));
    stored.forEach(
        (partition, offset) -> {
          consumer.seek(new TopicPartition(topic.name(), partition), offset).await();
          next.put(partition, offset);
        });
    consumer.resume(placed).await();
    unplaced.removeAll(placed);
  }

  /** Stops when the topic is not the one the database knows; the client would not notice. */
  private void check(TopicId id) {
    checkedNanos = System.nanoTime();
    Set<TopicId> known = await(database.unscoped(TopicOffsets::topicIds));
    if (!known.isEmpty() && !known.contains(id)) {
      throw new StopException(
          "Topic '%s' has the id %s, but the database has read %s: the topic was deleted and made again, or another is named. Name the old one, or, if its unread events are given up, delete its rows from topic_offsets."
              .formatted(topic.name(), id, known));
    }
  }

  /** Sends partitions back to their stored offsets before anything more is read of them. */
  private void displace(Collection<TopicPartition> partitions) {
    Set<TopicPartition> ours = new HashSet<>(partitions);
    ours.retainAll(consumer.assignment().await());
    consumer.pause(ours).await();
    unplaced.addAll(ours);
  }

  private void backOff(RuntimeException e) {
    pause = pause.isZero() ? Duration.ofMillis(250) : pause.multipliedBy(2);
    pause = pause.compareTo(MOST_PAUSE) > 0 ? MOST_PAUSE : pause;
    LOG.warn("a poll was not rated and is read again in {} ms: {}", pause.toMillis(), e.toString());
    vertx.timer(pause.toMillis(), TimeUnit.MILLISECONDS).await();
  }

  /** Waits for the database, within reason: a transaction that hangs is given up and read again. */
  private static <T> T await(Future<T> answer) {
    return answer
        .timeout(LONGEST_SECONDS, TimeUnit.SECONDS)
        .recover(fault -> Future.failedFuture(unchecked(fault)))
        .await();
  }

  private static RuntimeException unchecked(Throwable fault) {
    return fault instanceof RuntimeException known ? known : new IllegalStateException(fault);
  }
}
