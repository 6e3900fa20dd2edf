package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.PriceVersion.Bounds;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rerating.Work;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.ScriptRow;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes a price: what it costs by a further version, what it is called in place. Versions are
 * ordered by the instant from which they hold; at one instant the last that was made holds. What is
 * left out is as the version has it that holds at that instant. A version that moves what was asked
 * for is made only if the caller says so. What it may price otherwise is counted again by a task,
 * and what was parked from its begin on is tried again by another.
 *
 * <p>Fails with {@code NotFound}, {@code InvalidRequest} (terms, script and parameters; a begin
 * before what was asked), {@code InvalidOperation} (too many versions; bounds, script, meter and
 * limits do not go together) and {@code AlreadyExists} (the lookup key is taken).
 */
final class ChangePrice {
  private final Ids ids;
  private final EnvironmentClock clock;

  /**
   * What changes.
   *
   * @param price any version of the price
   * @param from when the version begins; null: when the environment's lock is taken, as what was
   *     rated before it happened before it
   * @param model the price's own, or null
   * @param money what it costs; when empty, only texts change
   * @param adjust whether periods that were asked for may move
   * @param rehearsed whether it is taken back again: then it holds nobody up
   */
  record Command(
      PriceId price,
      @Nullable Instant from,
      @Nullable BillingModel model,
      PriceTexts texts,
      PriceMoney money,
      boolean adjust,
      boolean rehearsed) {}

  ChangePrice(Ids ids, EnvironmentClock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** Changes the price, and returns its newest version. */
  Future<PriceRow> run(Tx tx, Command command, Instant now) {
    return (command.rehearsed() ? Epochs.share(tx) : Epochs.advance(tx))
        .compose(epoch -> Existing.find(tx, PriceRow.TABLE, "price", command.price()))
        .compose(named -> PriceLineage.of(tx, named))
        .compose(
            lineage ->
                command.money().isEmpty()
                    ? edit(tx, command.texts(), lineage.newest(), now)
                    : version(tx, command, lineage, clock.now(tx.scope())));
  }

  private static Future<PriceRow> edit(Tx tx, PriceTexts texts, PriceRow old, Instant now) {
    PriceRow row = texts.over(old).withUpdatedAt(now);
    return PriceRow.TABLE.put(tx, row).map(row);
  }

  private Future<PriceRow> version(Tx tx, Command command, PriceLineage lineage, Instant now) {
    Instant from = command.from() == null ? now : command.from();
    PriceRow old = lineage.at(from);
    List<FieldError> errors = new ArrayList<>();
    isOf(command.model(), old.billingModel(), errors);
    PriceScripts.Wanted wanted = command.money().after(old, errors);
    Bounds bounds = command.money().over(Bounds.of(JsonReader.parseObject(old.terms())));
    return Asked.refuse(tx, old.lineageId(), from, command.adjust(), now)
        .compose(free -> PriceScripts.look(tx, wanted))
        .map(found -> script(found, errors))
        .compose(
            script -> {
              lineage.bound(from);
              PricedBy by = PricedBy.of(wanted, script, bounds);
              PriceRow next = lineage.next(new PriceId(ids.next("price", now)), from, now);
              return follow(tx, old, command.texts().over(by.over(next)), script, now);
            });
  }

  private static Future<PriceRow> follow(
      Tx tx, PriceRow old, PriceRow row, ScriptRow script, Instant now) {
    return ScriptRow.TABLE
        .find(tx, old.scriptId())
        .compose(was -> PriceBounds.check(tx, row, script, was.orElse(null)))
        .compose(fits -> end(tx, old, row, now))
        .compose(ended -> AllowanceRule.checkPrice(tx, row))
        .compose(fine -> recount(tx, row, now))
        .compose(counted -> retry(tx, row, now))
        .map(row);
  }

  private static Future<Void> end(Tx tx, PriceRow old, PriceRow row, Instant now) {
    PriceRow ended = old.withEndDate(row.effectiveFrom()).withUpdatedAt(now);
    return PriceRow.TABLE.put(tx, ended).compose(put -> PriceRow.TABLE.add(tx, row));
  }

  private static Future<?> recount(Tx tx, PriceRow row, Instant now) {
    return Tasks.add(tx, new Work.Recount(row.lineageId(), null, row.effectiveFrom()), now);
  }

  private static Future<?> retry(Tx tx, PriceRow row, Instant now) {
    return Tasks.add(
        tx,
        new Work.RetryLineage(row.lineageId(), Objects.requireNonNull(row.effectiveFrom())),
        now);
  }

  private static ScriptRow script(PriceScripts.Found found, List<FieldError> errors) {
    errors.addAll(found.errors());
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.InvalidRequest.of(errors));
    }
    return found.script();
  }

  private static void isOf(
      @Nullable BillingModel said, BillingModel model, List<FieldError> errors) {
    if (said != null && said != model) {
      errors.add(
          new FieldError("/billing_model", "not_a_choice", "Send one of [" + model.code() + "]."));
    }
  }
}
