package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Fields;
import io.pricewright.rules.catalogue.PriceTerms;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.catalogue.ScriptRow;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the script version a price pins. */
public final class PriceScripts {
  /**
   * What a price asks for.
   *
   * @param name script name
   * @param number version, or null for the newest
   * @param params JSON object
   * @param terms JSON object as the client sees it
   */
  public record Wanted(String name, @Nullable Integer number, Json.Obj params, Json.Obj terms) {}

  private PriceScripts() {}

  static Wanted of(PriceTerms terms) {
    PriceTerms.Call call = terms.call();
    return new Wanted(call.script(), null, call.params(), terms.toJson());
  }

  /** Reads {@code script: {name, version}} and {@code params}. */
  public static Wanted read(Fields fields, Json.Obj paramsBefore) {
    Fields script = fields.object("script");
    Json.Obj given = fields.free("params");
    Json.Obj params = given == null ? paramsBefore : given;
    if (script == null) {
      fields.refuse("script", "required", "Give the script's name and version.");
      return new Wanted("", null, params, Json.Obj.EMPTY);
    }
    String name = script.requiredText("name", 100);
    Long number = script.integer("version", 1, 1_000_000);
    return new Wanted(name, number == null ? null : number.intValue(), params, Json.Obj.EMPTY);
  }

  static Future<ScriptRow> find(Tx tx, Wanted wanted) {
    return find(tx, wanted, "/script");
  }

  /** Finds the wanted version; a missing one is refused at a pointer. */
  public static Future<ScriptRow> find(Tx tx, Wanted wanted, String pointer) {
    return ScriptRow.TABLE
        .list(tx, Map.of("name", wanted.name()), 1000, 0)
        .map(
            versions ->
                versions.stream()
                    .filter(v -> wanted.number() == null || wanted.number() == v.number())
                    .max(java.util.Comparator.comparingInt(ScriptRow::number))
                    .orElseThrow(() -> missing(wanted, pointer)));
  }

  private static ProblemException missing(Wanted wanted, String pointer) {
    return new ProblemException(
        new Problem.InvalidRequest(
            "The script is not there.",
            List.of(
                new FieldError(
                    pointer,
                    "not_found",
                    "There is no script '%s'%s. Publish it first."
                        .formatted(
                            wanted.name(),
                            wanted.number() == null ? "" : " version " + wanted.number())))));
  }

  /** Returns the terms a price row keeps: those of a script name it. */
  static Json.Obj terms(Wanted wanted, ScriptRow script, boolean named) {
    return named
        ? wanted
            .terms()
            .with(
                "script",
                Json.Obj.EMPTY
                    .with("name", Json.of(script.name()))
                    .with("version", Json.of(script.number()))
                    .with("id", Json.of(script.id())))
        : wanted.terms();
  }
}
