package io.pricewright.gateway.rollout;

import io.pricewright.gateway.catalogue.PriceScripts;
import io.pricewright.rules.catalogue.PriceVersion.Bounds;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.simulation.SimulationStatus;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.SimulationRow;
import io.pricewright.store.simulation.Simulations;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A price that a simulation tried, as its report keeps it.
 *
 * @param priceId a version of the price it was tried on
 * @param wanted the version of the script, and the parameters
 * @param bounds what was free, and the maximum
 */
record TriedPrice(PriceId priceId, PriceScripts.Wanted wanted, Bounds bounds) {
  private static final String AT = "/simulation_id";

  /** Reads it. Fails with {@code InvalidRequest} when there is not the one price to roll out. */
  static Future<TriedPrice> of(Tx tx, MakeRollout.What.Simulated asked) {
    PriceId priceId = asked.priceId();
    Future<Optional<PriceRow>> price =
        priceId == null
            ? Future.succeededFuture(Optional.empty())
            : PriceRow.TABLE.find(tx, priceId);
    return Future.join(price, Simulations.findWhole(tx, asked.id()))
        .map(
            both -> {
              Optional<PriceRow> named = both.resultAt(0);
              if (priceId != null && named.isEmpty()) {
                throw refused("/price_id", "not_found", "There is no such price.");
              }
              Optional<SimulationRow> found = both.resultAt(1);
              Json.Obj report =
                  found
                      .filter(row -> row.status() == SimulationStatus.DONE)
                      .map(SimulationRow::report)
                      .orElseThrow(
                          () ->
                              refused(
                                  AT,
                                  "not_found",
                                  "There is no simulation of that id that is done."));
              return read(candidate(report, asked.candidate()), named.orElse(null));
            });
  }

  private static ProblemException refused(String at, String code, String detail) {
    return new ProblemException(Problem.InvalidRequest.at(at, code, detail));
  }

  private static List<Json.Obj> objects(Json.Obj of, String name) {
    return of.get(name) instanceof Json.Arr all
        ? all.items().stream().map(Json.Obj.class::cast).toList()
        : List.of();
  }

  private static Json.Obj candidate(Json.Obj report, @Nullable String name) {
    List<Json.Obj> tried =
        objects(report, "variants").stream()
            .filter(variant -> "candidate".equals(variant.string("role")))
            .toList();
    if (name == null && tried.size() == 1) {
      return tried.getFirst();
    }
    String names =
        tried.stream()
            .map(variant -> String.valueOf(variant.string("name")))
            .collect(Collectors.joining(", "));
    return tried.stream()
        .filter(variant -> name != null && name.equals(variant.string("name")))
        .findFirst()
        .orElseThrow(
            () -> refused("/candidate_name", "required", "Give one of its candidates: " + names));
  }

  /** Of several prices, the one that is named; a price that stays as it is is not tried. */
  private static TriedPrice read(Json.Obj candidate, @Nullable PriceRow named) {
    List<Json.Obj> prices =
        objects(candidate, "prices").stream()
            .filter(one -> one.get("tried") instanceof Json.Bool tried && tried.value())
            .filter(
                one -> named == null || named.lineageId().value().equals(one.string("lineage_id")))
            .toList();
    if (prices.size() != 1) {
      throw refused(
          "/price_id",
          "required",
          prices.isEmpty()
              ? "The simulation did not try this price."
              : "The simulation tried several prices: name one, and make a rollout of each.");
    }
    return read(prices.getFirst());
  }

  private static TriedPrice read(Json.Obj price) {
    Json.Obj script = price.get("script") instanceof Json.Obj given ? given : Json.Obj.EMPTY;
    if ("script_draft".equals(script.string("id"))) {
      throw refused(
          AT,
          "not_published",
          "The simulation tried a script that is not published: publish it, and simulate it so.");
    }
    int number = script.get("version") instanceof Json.Num n ? n.value().intValueExact() : 0;
    return new TriedPrice(
        new PriceId(String.valueOf(price.string("lineage_id"))),
        new PriceScripts.Wanted(
            String.valueOf(script.string("name")),
            number,
            price.get("params") instanceof Json.Obj params ? params : Json.Obj.EMPTY,
            Json.Obj.EMPTY),
        Bounds.of(price));
  }
}
