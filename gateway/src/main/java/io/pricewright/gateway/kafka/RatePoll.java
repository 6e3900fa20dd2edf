package io.pricewright.gateway.kafka;

import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.rating.ingest.RateEvents;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Retry;
import io.pricewright.store.database.Tx;
import io.pricewright.store.topic.RejectedRecords;
import io.pricewright.store.topic.RejectedRecords.Rejected;
import io.pricewright.store.topic.TopicOffsets;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rates a poll, group after group, and moves its offsets in the last transaction. A group that
 * fails for what is in it is rated event by event, and the event that fails alone is rejected; any
 * other failure leaves the offsets where they were.
 */
final class RatePoll {
  private static final Logger LOG = LoggerFactory.getLogger(RatePoll.class);
  private static final String QUERY_CANCELED = "57014";

  private final Database database;
  private final RateEvents rating;
  private final EnvironmentClock clock;

  RatePoll(Database database, RateEvents rating, EnvironmentClock clock) {
    this.database = database;
    this.rating = rating;
    this.clock = clock;
  }

  /** What became of a poll's records. */
  static final class Tally {
    private final Map<Delivery.Kind, Integer> kinds = new EnumMap<>(Delivery.Kind.class);
    private int rejected;

    int of(Delivery.Kind kind) {
      return kinds.getOrDefault(kind, 0);
    }

    int rejected() {
      return rejected;
    }

    private void count(List<Delivery> deliveries) {
      deliveries.forEach(delivery -> kinds.merge(delivery.kind(), 1, Integer::sum));
    }
  }

  /** Rates all groups; fails with {@link TopicOffsets.MovedException} if someone else did. */
  Future<Tally> rate(Poll poll) {
    Tally tally = new Tally();
    tally.rejected = poll.rejected().size();
    int groups = poll.groups().size();
    if (groups == 0) {
      return alone(tx -> finish(tx, poll)).map(tally);
    }
    Future<Void> done = Future.succeededFuture();
    for (int i = 0; i < groups; i++) {
      Poll.Group group = poll.groups().get(i);
      boolean last = i == groups - 1;
      done = done.compose(before -> last ? last(poll, group, tally) : rate(group, tally));
    }
    return done.map(tally);
  }

  private Future<Void> last(Poll poll, Poll.Group group, Tally tally) {
    return together(group, tally, tx -> finish(tx, poll))
        .recover(
            fault ->
                lies(fault)
                    ? apart(group, tally, 0).compose(v -> alone(tx -> finish(tx, poll)))
                    : Future.failedFuture(fault));
  }

  private Future<Void> rate(Poll.Group group, Tally tally) {
    return together(group, tally, tx -> Future.succeededFuture())
        .recover(fault -> lies(fault) ? apart(group, tally, 0) : Future.failedFuture(fault));
  }

  private Future<Void> together(Poll.Group group, Tally tally, Function<Tx, Future<Void>> also) {
    return rating
        .rate(
            group.scope(),
            BatchId.of(clock.now(group.scope()), ThreadLocalRandom.current().nextLong()),
            group.events(),
            group.readAt(),
            also)
        .onSuccess(tally::count)
        .mapEmpty();
  }

  private Future<Void> apart(Poll.Group group, Tally tally, int i) {
    if (i == group.events().size()) {
      return Future.succeededFuture();
    }
    Poll.Group one = group.only(i);
    return together(one, tally, tx -> Future.succeededFuture())
        .recover(
            fault ->
                lies(fault) && !canceled(fault)
                    ? reject(one, tally, fault)
                    : Future.failedFuture(fault))
        .compose(done -> apart(group, tally, i + 1));
  }

  private Future<Void> reject(Poll.Group one, Tally tally, Throwable fault) {
    var at = one.readAt().getFirst();
    LOG.error("an event cannot be rated; it is kept in rejected_records: {}", at, fault);
    tally.rejected++;
    byte[] value = new EventRecord(one.scope(), one.events().getFirst()).value();
    Rejected rejected = new Rejected(at, "it cannot be rated: " + fault, Buffer.buffer(value));
    return alone(tx -> RejectedRecords.keep(tx, List.of(rejected), clock.now()));
  }

  private Future<Void> finish(Tx tx, Poll poll) {
    return RejectedRecords.keep(tx, poll.rejected(), clock.now())
        .compose(kept -> TopicOffsets.move(tx, poll.topicId(), poll.moves()));
  }

  private Future<Void> alone(Function<Tx, Future<Void>> work) {
    return Retry.transientFaults(() -> database.unscoped(work));
  }

  /** Returns whether a fault lies in the events, so that it would be the same next time. */
  private static boolean lies(Throwable fault) {
    return switch (fault) {
      case TopicOffsets.MovedException moved -> false;
      case ProblemException problem -> !(problem.problem() instanceof Problem.Unavailable);
      case PgException pg ->
          pg.getSqlState() != null
              && (pg.getSqlState().startsWith("22")
                  || pg.getSqlState().startsWith("23")
                  || canceled(pg));
      case IllegalStateException state -> true;
      case IllegalArgumentException argument -> true;
      case ArithmeticException arithmetic -> true;
      default -> false;
    };
  }

  private static boolean canceled(Throwable fault) {
    return fault instanceof PgException pg && QUERY_CANCELED.equals(pg.getSqlState());
  }
}
