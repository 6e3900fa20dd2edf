package io.pricewright.gateway.simulation;

import io.pricewright.gateway.catalogue.PriceScripts;
import io.pricewright.gateway.snapshot.Snapshots;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.store.catalogue.PriceRow;
import io.pricewright.store.catalogue.ScriptRow;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;

/** Finds the two prices of a question. */
final class Candidates {
  /** Id that scripts see in {@code context.price_id} when no stored price is tried. */
  static final String NO_PRICE = "price_candidate";

  private final Snapshots snapshots;

  /**
   * What is compared.
   *
   * @param catalogue with the live versions
   * @param candidate the price to try, as if it were the lineage's only version
   */
  record Pair(Catalogue catalogue, PriceVersion candidate) {}

  Candidates(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  Future<Pair> find(Tx tx, Question question) {
    Future<Catalogue> catalogue = snapshots.catalogue(tx);
    Future<PriceVersion> live =
        catalogue.compose(
            read ->
                price(tx, read, question.priceId(), "/" + question.field())
                    .map(version -> read.lineage(version.lineageId()).getFirst()));
    return live.compose(
            version -> {
              String candidateId = question.candidateId();
              return candidateId == null
                  ? script(tx, version, Objects.requireNonNull(question.script()))
                  : price(tx, catalogue.result(), candidateId, "/candidate/price_id")
                      .map(tried -> stored(version, tried));
            })
        .map(candidate -> new Pair(catalogue.result(), candidate));
  }

  private static Future<PriceVersion> price(Tx tx, Catalogue catalogue, String id, String at) {
    return PriceRow.TABLE
        .find(tx, id)
        .map(
            row ->
                row.stream()
                    .flatMap(found -> catalogue.lineage(found.lineageId()).stream())
                    .filter(version -> version.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> refused(at, "not_found", "There is no price of that id.")));
  }

  private static PriceVersion stored(PriceVersion live, PriceVersion tried) {
    if (!tried.currency().equals(live.currency())) {
      throw refused(
          "/candidate/price_id",
          "other_currency",
          "Try a price in %s, as the live one.".formatted(live.currency().code()));
    }
    return candidate(live, tried.id(), tried.script(), tried.params());
  }

  private static Future<PriceVersion> script(Tx tx, PriceVersion live, PriceScripts.Wanted wanted) {
    return PriceScripts.find(tx, wanted, "/candidate")
        .map(row -> candidate(live, NO_PRICE, version(row), wanted.params().text()));
  }

  private static ScriptVersion version(ScriptRow row) {
    return new ScriptVersion(
        row.id(),
        row.name(),
        row.number(),
        row.sha256(),
        ScriptKind.valueOf(row.kind()),
        row.source());
  }

  private static PriceVersion candidate(
      PriceVersion live, String id, ScriptVersion script, String params) {
    return new PriceVersion(
        id, live.lineageId(), live.planId(), live.meterId(), live.currency(), null, script, params);
  }

  private static ProblemException refused(String pointer, String code, String detail) {
    return new ProblemException(
        new Problem.InvalidRequest(
            "One field cannot be used; errors says why.",
            List.of(new FieldError(pointer, code, detail))));
  }
}
