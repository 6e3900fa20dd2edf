package io.pricewright.gateway.rating.rerating;

import io.pricewright.gateway.rating.snapshot.Snapshot;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.EventPages;
import io.pricewright.store.event.StoredEvent;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tries parked events again, one customer's in a transaction, so that one gate is enough. */
final class RetryEvents {
  /** What took too long once begins with a small transaction; the next go by how long it took. */
  private static final int DEFERRED_FIRST = 50;

  /** Events that are always tried together. */
  private static final int DEFERRED_LEAST = 5;

  /** How long such a transaction may hold its customer's gate, about. */
  private static final Duration DEFERRED_TIME = Duration.ofMillis(250);

  private final Rerating rerating;
  private final LongSupplier nanos;

  /**
   * Tries with these parts.
   *
   * @param nanos a clock that never goes back
   */
  RetryEvents(Rerating rerating, LongSupplier nanos) {
    this.rerating = rerating;
    this.nanos = nanos;
  }

  /** Tries what is parked, or parked for a reason, again. */
  Future<WorkStep> step(Tx tx, Work.RetryParked work, Json.Obj cursor) {
    int most = most(work, cursor);
    return candidates(tx, work, parkedBehind(cursor), most)
        .compose(
            parked -> {
              if (parked.isEmpty()) {
                return Future.succeededFuture(new WorkStep(cursor, 0, true));
              }
              // One customer a transaction, so that one gate is enough.
              StoredEvent first = parked.getFirst();
              CustomerNo customerNo = owner(first);
              List<EventKey> keys =
                  parked.stream()
                      .takeWhile(e -> owner(e).equals(customerNo))
                      .map(e -> e.event().key())
                      .toList();
              return retry(tx, customerNo, keys, null)
                  .map(
                      took ->
                          new WorkStep(
                              parkedBehind(customerNo, keys.getLast())
                                  .with("most", Json.of(next(most, keys.size(), took))),
                              keys.size(),
                              work.eventId() != null));
            });
  }

  /** Looks through what is parked anywhere, and tries what waits for the lineage. */
  Future<WorkStep> step(Tx tx, Work.RetryLineage work, Json.Obj cursor) {
    return EventPages.parked(tx, null, null, parkedBehind(cursor), Rerating.STEP)
        .compose(
            parked -> {
              if (parked.isEmpty()) {
                return Future.succeededFuture(new WorkStep(cursor, 0, true));
              }
              CustomerNo customerNo = owner(parked.getFirst());
              List<StoredEvent> own =
                  parked.stream().takeWhile(e -> owner(e).equals(customerNo)).toList();
              Json.Obj next = parkedBehind(customerNo, own.getLast().event().key());
              List<EventKey> keys =
                  own.stream()
                      .filter(e -> !e.event().occurredAt().isBefore(work.from()))
                      .map(e -> e.event().key())
                      .toList();
              return keys.isEmpty()
                  ? Future.succeededFuture(new WorkStep(next, 0, false))
                  : retry(tx, customerNo, keys, work.lineageId())
                      .map(done -> new WorkStep(next, keys.size(), false));
            });
  }

  /** Tries again what is parked, on one lineage or on all; returns how long the gate was held. */
  private Future<Duration> retry(
      Tx tx, CustomerNo customerNo, List<EventKey> keys, @Nullable LineageId lineageId) {
    return rerating
        .take(tx, customerNo)
        .compose(
            at -> {
              long began = nanos.getAsLong();
              return tryAgain(tx, at, customerNo, keys, lineageId)
                  .map(done -> Duration.ofNanos(nanos.getAsLong() - began));
            });
  }

  private Future<Void> tryAgain(
      Tx tx,
      Snapshot at,
      CustomerNo customerNo,
      List<EventKey> keys,
      @Nullable LineageId lineageId) {
    // Read again: only behind the gate is it certain that they are still parked.
    return EventLog.find(tx, keys)
        .compose(
            found -> {
              List<StoredEvent> events =
                  found.values().stream().filter(RetryEvents::isParked).toList();
              Predicate<LineItemNo> parked = parkedLines(events);
              if (lineageId == null) {
                return rerating.add(tx, at, customerNo, events, false, parked);
              }
              Predicate<LineItemNo> lines = parked.and(of(at.book(customerNo), lineageId));
              return events.stream()
                      .flatMap(event -> event.entries().stream())
                      .noneMatch(
                          entry ->
                              entry.status() == Entry.Status.PARKED
                                  && lines.test(entry.lineItemNo()))
                  ? Future.succeededFuture()
                  : rerating.add(tx, at, customerNo, events, false, lines);
            });
  }

  private static Predicate<LineItemNo> of(@Nullable CustomerBook book, LineageId lineageId) {
    Set<LineItemNo> lines = new HashSet<>();
    if (book != null) {
      book.subscriptions().stream()
          .flatMap(one -> one.lineItems().stream())
          .filter(item -> item.lineageId().equals(lineageId))
          .forEach(item -> lines.add(item.no()));
    }
    return lines::contains;
  }

  private static Predicate<LineItemNo> parkedLines(List<StoredEvent> events) {
    Set<LineItemNo> lines = new HashSet<>();
    events.forEach(
        event ->
            event.entries().stream()
                .filter(entry -> entry.status() == Entry.Status.PARKED)
                .forEach(entry -> lines.add(entry.lineItemNo())));
    return lines::contains;
  }

  private static Future<List<StoredEvent>> candidates(
      Tx tx, Work.RetryParked work, EventPages.@Nullable Parked after, int most) {
    EventId eventId = work.eventId();
    return eventId == null
        ? EventPages.parked(tx, work.customerNo(), work.reason(), after, most)
        : EventLog.find(tx, eventId)
            .map(found -> found.filter(RetryEvents::isParked).map(List::of).orElse(List.of()));
  }

  private static int most(Work.RetryParked work, Json.Obj cursor) {
    if (!ScriptOutcome.Failed.DEFERRED.equals(work.reason())) {
      return Rerating.STEP;
    }
    int kept = (int) WorkSteps.number(cursor, "most");
    return kept == 0 ? DEFERRED_FIRST : kept;
  }

  /** As many events as take about {@link #DEFERRED_TIME}. */
  private static String next(int most, int tried, Duration took) {
    long fit = tried * DEFERRED_TIME.toNanos() / Math.max(1, took.toNanos());
    // A few say little of many: what is there grows four times at most.
    long next = Math.min(fit, most * 4L);
    return Long.toString(Math.clamp(next, DEFERRED_LEAST, Rerating.STEP));
  }

  private static EventPages.@Nullable Parked parkedBehind(Json.Obj cursor) {
    String key = cursor.string("key");
    return key == null
        ? null
        : new EventPages.Parked(
            new CustomerNo(WorkSteps.number(cursor, "customer_no")),
            EventKey.fromBytes(HexFormat.of().parseHex(key)));
  }

  private static Json.Obj parkedBehind(CustomerNo customerNo, EventKey key) {
    return Json.Obj.EMPTY
        .with("customer_no", Json.of(Long.toString(customerNo.value())))
        .with("key", Json.of(hex(key)));
  }

  private static boolean isParked(StoredEvent event) {
    return event.outcome() == Outcome.PARKED && event.customerNo() != null;
  }

  private static CustomerNo owner(StoredEvent event) {
    return Objects.requireNonNull(event.customerNo());
  }

  static String hex(EventKey key) {
    return HexFormat.of().formatHex(key.bytes());
  }
}
