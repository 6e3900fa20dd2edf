package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.schema.ParamsSchema;
import io.pricewright.rules.catalogue.PriceTerms;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.catalogue.Scripts;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.ScriptRow;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Finds the script version a price pins, and asks its schema about the parameters. */
public final class PriceScripts {
  /**
   * What a price asks for.
   *
   * @param name script name; empty when the request is refused anyway
   * @param number version, or null for the newest
   * @param params JSON object
   * @param terms JSON object as the client sees it; empty when the caller named the script
   */
  public record Wanted(String name, @Nullable Integer number, Json.Obj params, Json.Obj terms) {
    static final Wanted NOTHING = new Wanted("", null, Json.Obj.EMPTY, Json.Obj.EMPTY);

    private boolean named() {
      return terms.fields().isEmpty();
    }
  }

  /**
   * What was found.
   *
   * @param row the script version, or null when there is none
   * @param errors why the price cannot have it, with pointers into the price
   */
  record Found(@Nullable ScriptRow row, List<FieldError> errors) {
    ScriptRow script() {
      return Objects.requireNonNull(row, "a price without script was not refused");
    }
  }

  private PriceScripts() {}

  static Wanted of(PriceTerms terms) {
    PriceTerms.Call call = terms.call();
    return new Wanted(call.script(), null, call.params(), terms.toJson());
  }

  /** Looks for the wanted version, and what its schema has against the parameters. */
  static Future<Found> look(Tx tx, Wanted wanted) {
    if (wanted.name().isEmpty()) {
      return Future.succeededFuture(new Found(null, List.of()));
    }
    Integer number = wanted.number();
    return (number == null
            ? Scripts.newest(tx, wanted.name())
            : Scripts.version(tx, wanted.name(), number))
        .compose(
            found ->
                found
                    .map(row -> asked(wanted, row))
                    .orElseGet(
                        () -> Future.succeededFuture(new Found(null, List.of(missing(wanted))))));
  }

  private static Future<Found> asked(Wanted wanted, ScriptRow row) {
    return wanted.named()
        ? aside(() -> new Found(row, paramErrors(wanted.params(), row)))
        : Future.succeededFuture(new Found(row, List.of()));
  }

  /** Does work that asks schemas on a worker thread, since the worst of them takes seconds. */
  public static <T> Future<T> aside(Callable<T> work) {
    return Objects.requireNonNull(Vertx.currentContext(), "not on a Vert.x thread")
        .executeBlocking(work, false);
  }

  /**
   * Returns what a script's schema has against parameters, at the pointer {@code /params}. Call it
   * {@link #aside}.
   */
  public static List<FieldError> paramErrors(Json.Obj params, ScriptRow script) {
    return ParamsSchema.errorsOf(params, script.schema()).stream()
        .map(e -> new FieldError("/params" + e.pointer(), e.code(), e.detail()))
        .toList();
  }

  /**
   * Finds the wanted version.
   *
   * @param at where script and params stand in the body; what cannot be used is refused there
   */
  public static Future<ScriptRow> find(Tx tx, Wanted wanted, String at) {
    return look(tx, wanted)
        .map(
            found -> {
              if (!found.errors().isEmpty()) {
                throw new ProblemException(
                    new Problem.InvalidRequest(
                        "The script or its params cannot be used; errors says why.",
                        found.errors().stream()
                            .map(e -> new FieldError(at + e.pointer(), e.code(), e.detail()))
                            .toList()));
              }
              return found.script();
            });
  }

  private static FieldError missing(Wanted wanted) {
    Integer number = wanted.number();
    return new FieldError(
        "/script",
        "not_found",
        "There is no script '%s'%s. Publish it first."
            .formatted(wanted.name(), number == null ? "" : " version " + number));
  }

  /** Returns the terms a price row keeps: those of a script name it. */
  static Json.Obj terms(Wanted wanted, ScriptRow script) {
    return wanted.named()
        ? Json.Obj.EMPTY.with(
            "script",
            Json.Obj.EMPTY
                .with("name", Json.of(script.name()))
                .with("version", Json.of(script.number()))
                .with("id", Json.of(script.id())))
        : wanted.terms();
  }
}
