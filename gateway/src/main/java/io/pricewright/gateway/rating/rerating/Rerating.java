package io.pricewright.gateway.rating.rerating;

import io.pricewright.gateway.rating.Mode;
import io.pricewright.gateway.rating.Plan;
import io.pricewright.gateway.rating.RatingPipeline;
import io.pricewright.gateway.rating.Run;
import io.pricewright.gateway.rating.Storing;
import io.pricewright.gateway.rating.snapshot.Snapshot;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.rating.BatchPlan;
import io.pricewright.rules.rating.Cause;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.CellModel;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.Hit;
import io.pricewright.rules.rating.Matcher;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.usage.UsageCells;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rates stored events through the pipeline: adds them to cells, takes them out, counts cells again.
 * Inside one transaction of the caller.
 */
public final class Rerating {
  /** Events of one step. */
  static final int STEP = 1_000;

  private final Snapshots snapshots;
  private final RatingPipeline pipeline;
  private final EnvironmentClock clock;

  /** Rates with these parts. */
  public Rerating(Snapshots snapshots, RatingPipeline pipeline, EnvironmentClock clock) {
    this.snapshots = snapshots;
    this.pipeline = pipeline;
    this.clock = clock;
  }

  /** Takes the locks of one customer. */
  Future<Snapshot> take(Tx tx, CustomerNo customerNo) {
    return snapshots.take(tx, customerNo);
  }

  /**
   * Adds stored events to line items on which they are not yet rated.
   *
   * @param adopt whether the events get this customer and a new seq
   * @param lineItems line items to look at; entries of others stay as they are
   */
  Future<Void> add(
      Tx tx,
      Snapshot at,
      CustomerNo customerNo,
      List<StoredEvent> events,
      boolean adopt,
      Predicate<LineItemNo> lineItems) {
    CustomerBook book = at.book(customerNo);
    Matcher matcher = new Matcher(at.catalogue());
    BatchPlan plan = new BatchPlan();
    for (StoredEvent stored : events) {
      if (stored.outcome() != Outcome.VOIDED) {
        plan(plan, matcher, book, stored, customerNo, lineItems);
      }
    }
    long seq = Objects.requireNonNull(at.gates().get(customerNo)).seq();
    return run(tx, at, new Storing.Known(events, adopt ? seq : null), Plan.add(plan, Cause.RERATE));
  }

  private static void plan(
      BatchPlan plan,
      Matcher matcher,
      @Nullable CustomerBook book,
      StoredEvent stored,
      CustomerNo customerNo,
      Predicate<LineItemNo> lineItems) {
    List<Entry> kept = new ArrayList<>();
    Set<LineItemNo> rated = new HashSet<>();
    for (Entry entry : stored.entries()) {
      boolean stays =
          entry.status() == Entry.Status.RATED
              || (entry.status() == Entry.Status.PARKED && !lineItems.test(entry.lineItemNo()));
      if (stays) {
        kept.add(entry);
        rated.add(entry.lineItemNo());
      }
    }
    plan.add(
        stored.event(),
        customerNo,
        kept,
        matcher.match(book, stored.event(), no -> lineItems.test(no) && !rated.contains(no)));
  }

  /** Takes an event out of all its cells and marks it voided. */
  Future<Void> remove(Tx tx, Snapshot at, StoredEvent stored) {
    CustomerBook book = at.book(Objects.requireNonNull(stored.customerNo()));
    return run(
        tx,
        at,
        new Storing.Known(List.of(stored), null),
        Plan.remove(stored.rated(), ratedHits(at, book, stored)));
  }

  /** Returns the hits of an event on the cells that its receipt says it is in. */
  private static List<Hit> ratedHits(Snapshot at, @Nullable CustomerBook book, StoredEvent stored) {
    Matcher matcher = new Matcher(at.catalogue());
    List<Hit> hits = new ArrayList<>();
    for (Entry entry : stored.entries()) {
      Instant period = entry.periodStart();
      if (book == null || period == null || entry.status() != Entry.Status.RATED) {
        continue;
      }
      CellModel model =
          matcher.model(
              book, new CellKey(book.customerNo(), entry.lineItemNo(), period, entry.part()));
      if (model != null) {
        Matcher.hit(model, stored.event()).ifPresent(hits::add);
      }
    }
    return hits;
  }

  /**
   * Counts the cells of a line item again whose periods end after an instant, and books the
   * differences. Takes the customer's gate.
   */
  public Future<Void> recount(
      Tx tx, CustomerNo customerNo, LineItemNo lineItemNo, Instant endsAfter) {
    return take(tx, customerNo)
        .compose(
            at ->
                UsageCells.ofLineItem(tx, customerNo, lineItemNo, endsAfter)
                    .compose(
                        keys -> {
                          Future<Void> each = Future.succeededFuture();
                          for (CellKey key : keys) {
                            each = each.compose(done -> recount(tx, at, key));
                          }
                          return each;
                        }));
  }

  /** Counts a stored cell again, and books the difference. */
  Future<Void> recount(Tx tx, Snapshot at, CellKey key) {
    CustomerBook book = Objects.requireNonNull(at.book(key.customerNo()));
    CellModel model = new Matcher(at.catalogue()).model(book, key);
    return model == null
        ? Future.succeededFuture()
        : run(tx, at, new Storing.Known(List.of(), null), Plan.recount(model));
  }

  /** Returns the lineages that price a meter today. */
  Future<List<LineageId>> lineagesOf(Tx tx, MeterId meterId) {
    return snapshots.catalogue(tx).map(catalogue -> catalogue.lineagesOf(meterId));
  }

  private Future<Void> run(Tx tx, Snapshot at, Storing storing, Plan plan) {
    Instant now = clock.now(tx.scope());
    BatchId batch = BatchId.of(now, ThreadLocalRandom.current().nextLong());
    return pipeline.run(tx, new Run(Mode.RERATE, batch, at, storing, now), plan).mapEmpty();
  }
}
