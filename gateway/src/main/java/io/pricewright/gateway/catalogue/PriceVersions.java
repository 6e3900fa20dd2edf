package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.catalogue.PriceVersion.Bounds;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rating.Segment;
import io.pricewright.rules.rerating.Work;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.ScriptRow;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What becomes of a price after it was made: edited texts, further versions, the archive. A version
 * may begin where the last one does, and then replaces it from its first instant on.
 */
final class PriceVersions {
  private static final int MOST = 1_000;

  private final Ids ids;
  private final EnvironmentClock clock;

  PriceVersions(Ids ids, EnvironmentClock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Changes the lineage a price belongs to, behind the environment's lock. A version without a time
   * begins when the lock is taken: what was rated before it happened before it.
   */
  Future<PriceRow> change(Tx tx, PriceId priceId, Fields fields, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> Rowed.find(tx, PriceRow.TABLE, "price", priceId))
        .compose(named -> lineage(tx, named))
        .compose(
            lineage -> {
              fields.ignore("group_id");
              boolean money = TermsReader.MONEY.stream().anyMatch(fields::has);
              return money
                  ? version(tx, fields, lineage, clock.now(tx.scope()))
                  : edit(tx, fields, own(lineage).getLast(), now);
            });
  }

  /** Archives a price. */
  Future<PriceRow> archive(Tx tx, PriceId priceId, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> Rowed.find(tx, PriceRow.TABLE, "price", priceId))
        .compose(named -> lineage(tx, named).map(lineage -> own(lineage).getLast()))
        .compose(
            old -> {
              if (!old.published()) {
                throw new ProblemException(new Problem.InvalidOperation("The price is archived."));
              }
              return put(tx, old, PriceParts.Stage.of(old).ended(now, Status.ARCHIVED, now));
            });
  }

  /** Returns all versions of a price's lineage, oldest first. */
  static Future<List<PriceRow>> lineage(Tx tx, PriceRow named) {
    return PriceRow.TABLE
        .list(tx, Where.is(PriceRow.LINEAGE_ID, named.lineageId()), MOST, 0)
        .map(all -> all.stream().sorted(Comparator.comparingInt(PriceRow::version)).toList());
  }

  /** Returns the versions that hold for everybody: not those that rollouts assign. */
  static List<PriceRow> own(List<PriceRow> lineage) {
    return lineage.stream()
        .filter(row -> !PriceVersion.ASSIGNED.equals(row.effectiveFrom()))
        .toList();
  }

  private static Future<PriceRow> put(Tx tx, PriceRow old, PriceParts.Stage stage) {
    PriceRow row = PriceParts.with(old, stage, PriceParts.Money.of(old), PriceParts.Texts.of(old));
    return PriceRow.TABLE.put(tx, row).map(row);
  }

  private static Future<PriceRow> edit(Tx tx, Fields fields, PriceRow old, Instant now) {
    fields.ignore("billing_model");
    if (fields.has("effective_from")) {
      fields.refuse("effective_from", "not_supported", "It goes with a change of money fields.");
    }
    PriceRow row =
        PriceParts.with(
            old,
            PriceParts.Stage.of(old).touched(now),
            PriceParts.Money.of(old),
            PriceParts.Texts.read(fields, PriceParts.Texts.of(old)));
    fields.done();
    return PriceRow.TABLE.put(tx, row).map(row);
  }

  private Future<PriceRow> version(Tx tx, Fields fields, List<PriceRow> all, Instant now) {
    List<PriceRow> lineage = own(all);
    PriceRow old = lineage.getLast();
    Instant from = from(fields, old, now);
    String model = old.billingModel().code();
    fields.oneOf("billing_model", model, model);
    PriceScripts.Wanted wanted = PriceDraft.anew(fields, old);
    Bounds bounds = PriceBounds.read(fields, Bounds.of(JsonReader.parseObject(old.terms())));
    PriceParts.Texts texts = PriceParts.Texts.read(fields, PriceParts.Texts.of(old));
    return PriceScripts.look(tx, wanted)
        .compose(
            found -> {
              fields.refuseAll(found.errors());
              fields.done();
              bound(lineage, from);
              PriceParts.Stage stage = PriceParts.Stage.of(old);
              PriceRow row =
                  PriceParts.with(
                      old,
                      stage.next(
                          new PriceId(ids.next("price", now)), all.getLast().version(), from, now),
                      PriceDraft.money(wanted, found.script(), bounds),
                      texts);
              return ScriptRow.TABLE
                  .find(tx, old.scriptId())
                  .compose(was -> PriceBounds.check(tx, row, found.script(), was.orElse(null)))
                  .compose(fits -> put(tx, old, stage.ended(from, Status.PUBLISHED, now)))
                  .compose(ended -> PriceRow.TABLE.add(tx, row))
                  .compose(added -> AllowanceRule.checkPrice(tx, row))
                  .compose(
                      fine -> Tasks.add(tx, new Work.Recount(row.lineageId(), null, from), now))
                  .map(row);
            });
  }

  private static Instant from(Fields fields, PriceRow old, Instant now) {
    Instant sent = fields.instant("effective_from");
    Instant from = sent == null ? now : sent;
    Instant before = old.effectiveFrom();
    if (before != null && from.isBefore(before)) {
      fields.refuse(
          "effective_from",
          "out_of_range",
          "Send a time not before the last version's, " + before + ".");
    }
    return from;
  }

  /** Refuses a version that could make a billing period have more segments than rating takes. */
  private static void bound(List<PriceRow> lineage, Instant from) {
    PriceRow old = lineage.getLast();
    long count = old.billingPeriodCount();
    Duration period =
        Duration.ofDays(
            switch (old.billingPeriod()) {
              case DAILY -> count;
              case WEEKLY -> 7 * count;
              case MONTHLY -> 31 * count;
              case QUARTERLY, HALF_YEARLY, ANNUAL -> 366 * count;
            });
    long near =
        lineage.stream()
            .map(PriceRow::effectiveFrom)
            .filter(at -> at != null && at.isAfter(from.minus(period)))
            .count();
    if (near >= Segment.MAX - 1 || lineage.size() >= MOST) {
      throw new ProblemException(
          new Problem.InvalidOperation(
              "A price has at most %d versions in a billing period, and %d in all. Make a new price."
                  .formatted(Segment.MAX, MOST)));
    }
  }
}
