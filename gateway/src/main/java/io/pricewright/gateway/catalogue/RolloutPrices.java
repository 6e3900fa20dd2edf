package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.catalogue.PriceVersion.Bounds;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.ScriptRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes price versions that hold only where a rollout assigns them. */
public final class RolloutPrices {
  private final Ids ids;

  /** Makes versions with these ids. */
  public RolloutPrices(Ids ids) {
    this.ids = ids;
  }

  /**
   * A version that was made.
   *
   * @param row the version
   * @param tested whether its script passed the gate, or ships with it
   */
  public record Made(PriceRow row, boolean tested) {}

  /**
   * Adds a version to the lineage of a price.
   *
   * @param priceId any version of the lineage; refused at {@code /price_id} when there is none
   * @param wanted the script and its parameters; refused at {@code /candidate}
   * @param bounds what is free, and the maximum; null: those of the newest that holds for all
   */
  public Future<Made> add(
      Tx tx, PriceId priceId, PriceScripts.Wanted wanted, @Nullable Bounds bounds, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> PriceRow.TABLE.find(tx, priceId))
        .map(
            named ->
                named.orElseThrow(
                    () ->
                        new ProblemException(
                            new Problem.InvalidRequest(
                                "There is no price of that id.",
                                List.of(
                                    new FieldError(
                                        "/price_id", "not_found", "There is no such price."))))))
        .compose(named -> PriceLineage.of(tx, named))
        .compose(
            lineage ->
                PriceScripts.find(tx, wanted, "/candidate")
                    .compose(script -> add(tx, lineage, wanted, bounds, script, now)));
  }

  private Future<Made> add(
      Tx tx,
      PriceLineage lineage,
      PriceScripts.Wanted wanted,
      @Nullable Bounds bounds,
      ScriptRow script,
      Instant now) {
    PriceRow old = lineage.newest();
    Bounds before = Bounds.of(JsonReader.parseObject(old.terms()));
    PricedBy by = PricedBy.of(wanted, script, bounds == null ? before : bounds);
    PriceRow row =
        by.over(lineage.next(new PriceId(ids.next("price", now)), PriceVersion.ASSIGNED, now));
    return ScriptRow.TABLE
        .find(tx, old.scriptId())
        .compose(was -> PriceBounds.check(tx, row, script, was.orElse(null)))
        .compose(fits -> PriceRow.TABLE.add(tx, row))
        .compose(added -> AllowanceRule.checkPrice(tx, row))
        .map(fine -> new Made(row, tested(script)));
  }

  private static boolean tested(ScriptRow script) {
    return !"ungated".equals(script.gate().string("status"));
  }
}
