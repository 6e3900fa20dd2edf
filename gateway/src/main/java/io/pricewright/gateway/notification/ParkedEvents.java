package io.pricewright.gateway.notification;

import io.pricewright.gateway.rating.ParkedNotices;
import io.pricewright.rules.id.TaskId;
import io.pricewright.rules.notification.Notification.EventsParked;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.Failure;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventPages;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of parked events, once a cause (a reason and a price version) and hour: in the log of the
 * node that parks them, and with a notification {@code events.parked}. The transaction that parks
 * leaves a task of that cause and hour, which all nodes and batches share; it counts what waits
 * {@link #LATER}, when the rest of a burst is there. So parking costs one statement a cause, and a
 * burst of a million events one notification.
 */
public final class ParkedEvents implements ParkedNotices {
  /** How long after the first of an hour the others are counted. */
  static final Duration LATER = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(ParkedEvents.class);
  private static final int MOST_LOGGED = 1_000;

  private final Notices notices;
  private final boolean told;
  private final Map<Logged, Boolean> logged =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Logged, Boolean> eldest) {
          return size() > MOST_LOGGED;
        }
      };

  private record Logged(Scope scope, Failure.Cause cause, Instant hour) {}

  /** Tells through the outbox, and in the log. */
  public ParkedEvents(Notices notices) {
    this.notices = notices;
    this.told = !notices.equals(Notices.SILENT);
  }

  @Override
  public Future<Void> announce(Tx tx, List<Failure> failures, Instant now) {
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    Map<TaskId, Failure> causes = new LinkedHashMap<>(0);
    for (Failure failure : failures) {
      // What is only put off is rated again at once.
      if (!failure.reason().equals(ScriptOutcome.Failed.DEFERRED)) {
        causes.putIfAbsent(id(failure.cause(), hour), failure);
      }
    }
    Future<Void> each = Future.succeededFuture();
    List<TaskId> ids = new ArrayList<>(causes.keySet());
    ids.sort(Comparator.comparing(TaskId::value));
    for (TaskId id : ids) {
      Failure failure = causes.get(id);
      if (failure != null) {
        log(tx.scope(), failure, hour);
        Work work = new Work.TellParked(failure.cause(), hour);
        each =
            told
                ? each.compose(done -> Tasks.addUnlessKnown(tx, id, work, now.plus(LATER), now))
                : each;
      }
    }
    return each;
  }

  private static TaskId id(Failure.Cause cause, Instant hour) {
    String all = "parked %s %s %s".formatted(hour, cause.priceId(), cause.reason());
    UUID hash = UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
    return new TaskId("task_" + hash.toString().replace("-", ""));
  }

  private void log(Scope scope, Failure failure, Instant hour) {
    synchronized (logged) {
      if (logged.put(new Logged(scope, failure.cause(), hour), true) != null) {
        return;
      }
    }
    LOG.warn(
        "tenant {}, environment {}: events are parked, {}",
        scope.tenant(),
        scope.environment(),
        failure.line());
  }

  /** Tells of the events that wait for a cause now; of none that found their price meanwhile. */
  public Future<Void> tell(Tx tx, Work.TellParked work, Instant now) {
    Future<Long> events = EventPages.parkedFor(tx, work.cause(), EventsParked.MOST_COUNTED);
    Future<List<StoredEvent>> latest =
        EventPages.latestParkedFor(tx, work.cause(), EventsParked.MOST_EXAMPLES);
    return Future.join(events, latest)
        .compose(
            both ->
                latest.result().isEmpty()
                    ? Future.succeededFuture()
                    : notices.tell(tx, told(work, events.result(), latest.result()), now));
  }

  private static EventsParked told(Work.TellParked work, long events, List<StoredEvent> latest) {
    return new EventsParked(
        failure(work.cause(), latest.getFirst()),
        events,
        latest.stream()
            .map(
                event ->
                    new EventsParked.Example(
                        event.event().id(),
                        event.event().externalCustomerId(),
                        failure(work.cause(), event).detail()))
            .toList(),
        work.hour());
  }

  private static Failure failure(Failure.Cause cause, StoredEvent event) {
    for (Entry entry : event.entries()) {
      Failure failure = entry.failure();
      if (failure != null && failure.cause().equals(cause)) {
        return failure;
      }
    }
    throw new IllegalStateException("an event was found that is not parked for " + cause);
  }
}
