package io.pricewright.gateway.rating.rerating;

import io.pricewright.gateway.rating.snapshot.Snapshot;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventPages;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.TaskRow;
import io.pricewright.store.subscription.LineItems;
import io.pricewright.store.task.Tasks;
import io.pricewright.store.usage.UsageCells;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/** Does one step of a task: one transaction that also records how far the task came. */
public final class WorkSteps {
  private static final int LINE_ITEMS = 20;

  private final Database database;
  private final Rerating rerating;
  private final EnvironmentClock clock;
  private final RetryEvents retries;
  private final AttachPrice attach = new AttachPrice();
  private final Endings endings;
  private final Tellings tellings;

  /** Ends what has its end behind it. */
  @FunctionalInterface
  public interface Endings {
    /** Ends a subscription and tells so, if its end has come; behind its customer's gate. */
    Future<Void> end(Tx tx, SubscriptionId subscription, Instant now);
  }

  /** Tells of what was parked. */
  @FunctionalInterface
  public interface Tellings {
    /** Tells of the events that wait for a cause. */
    Future<Void> tell(Tx tx, Work.TellParked parked, Instant now);
  }

  /**
   * Works with these parts.
   *
   * @param nanos a clock that never goes back
   */
  public WorkSteps(
      Database database,
      Rerating rerating,
      EnvironmentClock clock,
      LongSupplier nanos,
      Endings endings,
      Tellings tellings) {
    this.retries = new RetryEvents(rerating, nanos);
    this.tellings = tellings;
    this.endings = endings;
    this.database = database;
    this.rerating = rerating;
    this.clock = clock;
  }

  /** Does a step, and returns whether the task is done. */
  public Future<Boolean> step(Scope scope, TaskRow task) {
    return database.inScope(
        scope,
        tx ->
            work(tx, task)
                .compose(
                    step ->
                        Tasks.advance(
                                tx,
                                task,
                                step.cursor(),
                                step.events(),
                                step.done(),
                                clock.now(scope))
                            .map(step.done())));
  }

  private Future<WorkStep> work(Tx tx, TaskRow task) {
    return switch (Tasks.work(task)) {
      case Work.AdoptEvents adopt -> adopt(tx, adopt);
      case Work.RateStored stored -> rateStored(tx, stored, task.cursor());
      case Work.AttachPrice attached -> attach(tx, attached, task.cursor());
      case Work.Recount recount -> recount(tx, recount, task.cursor());
      case Work.CutLineItem cut -> cut(tx, cut);
      case Work.EndSubscription ended ->
          endings
              .end(tx, ended.subscriptionId(), clock.now(tx.scope()))
              .map(done -> new WorkStep(Json.Obj.EMPTY, 0, true));
      case Work.RetryParked retry -> retries.step(tx, retry, task.cursor());
      case Work.RetryLineage retry -> retries.step(tx, retry, task.cursor());
      case Work.CarryLevel carry -> carry(tx, carry, task.cursor());
      case Work.CheckBooks check ->
          throw new IllegalStateException("checks are claimed apart: " + check);
      case Work.TellParked parked ->
          tellings
              .tell(tx, parked, clock.now(tx.scope()))
              .map(done -> new WorkStep(Json.Obj.EMPTY, 0, true));
    };
  }

  private Future<WorkStep> carry(Tx tx, Work.CarryLevel work, Json.Obj cursor) {
    int done = (int) number(cursor, "cell");
    return new CarryLevels(rerating)
        .step(tx, work, done, clock.now(tx.scope()))
        .map(
            reached ->
                new WorkStep(
                    Json.Obj.EMPTY.with("cell", Json.of(Integer.toString(reached))),
                    0,
                    reached < 0));
  }

  private Future<WorkStep> adopt(Tx tx, Work.AdoptEvents work) {
    return rerating
        .take(tx, work.customerNo())
        .compose(
            at ->
                EventPages.orphans(tx, work.externalId(), Rerating.STEP)
                    .compose(
                        events ->
                            rerating
                                .add(tx, at, work.customerNo(), events, true, line -> true)
                                .map(
                                    done ->
                                        new WorkStep(
                                            Json.Obj.EMPTY,
                                            events.size(),
                                            events.size() < Rerating.STEP))));
  }

  private Future<WorkStep> rateStored(Tx tx, Work.RateStored work, Json.Obj cursor) {
    return rerating
        .take(tx, work.customerNo())
        .compose(
            at ->
                EventPages.page(
                        tx,
                        work.customerNo(),
                        Instant.EPOCH,
                        Interval.END_OF_TIME,
                        work.upToSeq(),
                        position(cursor),
                        Rerating.STEP)
                    .compose(
                        events ->
                            rerating
                                .add(
                                    tx,
                                    at,
                                    work.customerNo(),
                                    events,
                                    false,
                                    line -> line.equals(work.lineItemNo()))
                                .map(
                                    done ->
                                        new WorkStep(
                                            events.isEmpty() ? cursor : cursor(events.getLast()),
                                            events.size(),
                                            events.size() < Rerating.STEP))));
  }

  /** Looks at one subscription after the other. */
  private Future<WorkStep> attach(Tx tx, Work.AttachPrice work, Json.Obj cursor) {
    String after = cursor.string("subscription_id");
    SubscriptionId behind = new SubscriptionId(after == null ? "" : after);
    return Epochs.share(tx)
        .compose(epoch -> LineItems.without(tx, work.planId(), work.lineageId(), behind, 1))
        .compose(
            lacking ->
                lacking.isEmpty()
                    ? Future.succeededFuture(new WorkStep(cursor, 0, true))
                    : attach
                        .to(tx, lacking.getFirst(), work, clock.now(tx.scope()))
                        .map(done -> behind(lacking.getFirst())));
  }

  private static WorkStep behind(LineItems.Lacking one) {
    return new WorkStep(
        Json.Obj.EMPTY.with("subscription_id", Json.of(one.subscriptionId())), 0, false);
  }

  /** What is cut off lies at most an open period back, so one transaction does it. */
  private Future<WorkStep> cut(Tx tx, Work.CutLineItem work) {
    LineItems.Owned line = new LineItems.Owned(work.lineItemNo(), work.customerNo());
    return rerating
        .take(tx, work.customerNo())
        .compose(at -> Rematch.from(tx, at, line, work.from()))
        .compose(done -> rerating.recount(tx, work.customerNo(), work.lineItemNo(), work.from()))
        .map(done -> new WorkStep(Json.Obj.EMPTY, 0, true));
  }

  /** Counts the cells of one line item after the other again, one cell a transaction. */
  private Future<WorkStep> recount(Tx tx, Work.Recount work, Json.Obj cursor) {
    LineItemNo after = new LineItemNo(number(cursor, "line_item_no"));
    return Epochs.share(tx)
        .compose(epoch -> lineages(tx, work))
        .compose(lineages -> LineItems.ofLineages(tx, lineages, after, LINE_ITEMS))
        .compose(
            lines ->
                lines.isEmpty()
                    ? Future.succeededFuture(new WorkStep(cursor, 0, true))
                    : recount(tx, work, cursor, lines.getFirst()));
  }

  private Future<List<LineageId>> lineages(Tx tx, Work.Recount work) {
    LineageId lineage = work.lineageId();
    MeterId meter = work.meterId();
    return lineage != null
        ? Future.succeededFuture(List.of(lineage))
        : rerating.lineagesOf(tx, Objects.requireNonNull(meter));
  }

  private Future<WorkStep> recount(
      Tx tx, Work.Recount work, Json.Obj cursor, LineItems.Owned line) {
    Instant from = work.from() == null ? Instant.EPOCH : work.from();
    int done = (int) number(cursor, "cell");
    boolean rematch = work.meterId() != null;
    return rerating
        .take(tx, line.customerNo())
        .compose(
            at ->
                rematch && done == 0
                    ? Rematch.all(tx, at, line)
                        .compose(matched -> carryAnew(tx, at, work, line.customerNo()))
                        .map(at)
                    : Future.succeededFuture(at))
        .compose(
            at ->
                UsageCells.ofLineItem(tx, line.customerNo(), line.lineItemNo(), from)
                    .compose(keys -> recountOne(tx, at, keys, done, cursor, line, work)));
  }

  /** Other filters change what stands at every begin. */
  private Future<Void> carryAnew(Tx tx, Snapshot at, Work.Recount work, CustomerNo customerNo) {
    Meter meter = at.catalogue().meter(Objects.requireNonNull(work.meterId()));
    return meter == null || meter.aggregation().type() != AggregationType.WEIGHTED_SUM
        ? Future.succeededFuture()
        : Tasks.add(
                tx,
                new Work.CarryLevel(customerNo, meter.id(), Instant.EPOCH),
                clock.now(tx.scope()))
            .mapEmpty();
  }

  private Future<WorkStep> recountOne(
      Tx tx,
      Snapshot at,
      List<CellKey> keys,
      int done,
      Json.Obj cursor,
      LineItems.Owned line,
      Work.Recount work) {
    if (done >= keys.size()) {
      return Future.succeededFuture(
          new WorkStep(
              Json.Obj.EMPTY.with(
                  "line_item_no", Json.of(Long.toString(line.lineItemNo().value()))),
              0,
              false));
    }
    return touched(tx, at, keys.get(done), work)
        .compose(
            touched ->
                touched ? rerating.recount(tx, at, keys.get(done)) : Future.<Void>succeededFuture())
        .map(
            counted ->
                new WorkStep(cursor.with("cell", Json.of(Integer.toString(done + 1))), 0, false));
  }

  /**
   * Returns whether a cell may have changed: a version changes only what occurred after it begins
   * and was rated before it was made, while other filters change what was counted long ago.
   */
  private Future<Boolean> touched(Tx tx, Snapshot at, CellKey key, Work.Recount work) {
    Instant from = work.from();
    return work.meterId() != null || from == null
        ? Future.succeededFuture(true)
        : StaleCells.isStale(tx, at, key, from);
  }

  private static EventPages.Position position(Json.Obj cursor) {
    String at = cursor.string("at");
    String key = cursor.string("key");
    return at == null || key == null
        ? EventPages.Position.START
        : new EventPages.Position(
            Instant.parse(at), EventKey.fromBytes(HexFormat.of().parseHex(key)));
  }

  private static Json.Obj cursor(StoredEvent last) {
    return new Json.Obj(
        Map.of(
            "at",
            Json.of(last.event().occurredAt().toString()),
            "key",
            Json.of(RetryEvents.hex(last.event().key()))));
  }

  /** Returns a number of a cursor; 0 where it has none. */
  static long number(Json.Obj cursor, String name) {
    String text = cursor.string(name);
    return text == null ? 0 : new BigDecimal(text).longValueExact();
  }
}
