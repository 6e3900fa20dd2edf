package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Endpoint;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.schema.ParamsSchema;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rulescripts.BuiltInScripts;
import io.pricewright.store.catalogue.ScriptRow;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The routes of scripts. A published version never changes; publishing a name again numbers on. */
public final class ScriptRoutes {
  /** Longest source, characters. */
  public static final int MAX_SOURCE = 200_000;

  private static final Shape PUBLISH =
      Shape.of("PublishScript", "name*:string, source*:string, schema:object, description");

  // FLAT_FEE and the like are priced by the newest version of these names.
  private static final Set<String> SHIPPED =
      BuiltInScripts.all().stream().map(script -> script.name()).collect(Collectors.toSet());

  private final Ids ids;
  private final ScriptEngine engine;
  private final ScriptPool pool;

  private record Draft(String name, String source, String schema, @Nullable String description) {}

  /** Makes routes that check scripts with an engine, on the pool. */
  public ScriptRoutes(Ids ids, ScriptEngine engine, ScriptPool pool) {
    this.ids = ids;
    this.engine = engine;
    this.pool = pool;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    return List.of(
        Route.post(
            "/v1/scripts",
            Scopes.SCRIPTS_PUBLISH,
            "Publishes a version of a pricing script. The same source and schema give the same version.",
            201,
            PUBLISH,
            CatalogueAnswers.SCRIPT,
            publish(in)),
        Route.list(
                "/v1/scripts",
                Scopes.CATALOGUE_READ,
                "Lists script versions, newest first.",
                CatalogueAnswers.SCRIPT,
                in.of(ScriptRoutes::list))
            .withQuery("limit", "offset", "name"),
        Route.get(
            "/v1/scripts/{id}",
            Scopes.CATALOGUE_READ,
            "Reads a script version.",
            CatalogueAnswers.SCRIPT,
            in.of(
                (tx, request, now) ->
                    Rowed.find(tx, ScriptRow.TABLE, "script", request.path("id"))
                        .map(row -> Answer.ok(CatalogueAnswers.of(row))))));
  }

  private Endpoint publish(Transactions in) {
    return request -> {
      Draft draft = draft(request.fields());
      return pool.run(() -> engine.check(draft.source()))
          .compose(
              kind -> in.creating((tx, again, now) -> store(tx, draft, kind, now)).handle(request));
    };
  }

  private static Draft draft(Fields fields) {
    String name = fields.requiredText("name", 100);
    if (!name.isEmpty() && !name.matches("[a-z0-9][a-z0-9._-]*")) {
      fields.refuse("name", "out_of_range", "Use lower-case letters, digits, '.', '_' and '-'.");
    }
    if (SHIPPED.contains(name)) {
      fields.refuse("name", "taken", "Scripts of this name ship with the server. Choose another.");
    }
    String source = fields.requiredText("source", MAX_SOURCE);
    Json.Obj schema = fields.free("schema");
    if (schema != null) {
      for (FieldError error : ParamsSchema.errorsOf(schema)) {
        fields.refuseAll(
            List.of(new FieldError("/schema" + error.pointer(), error.code(), error.detail())));
      }
    }
    String description = fields.text("description");
    fields.done();
    return new Draft(name, source, schema == null ? "{}" : schema.text(), description);
  }

  private Future<Answer> store(Tx tx, Draft draft, ScriptKind kind, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> ScriptRow.TABLE.list(tx, Map.of("name", draft.name()), 1000, 0))
        .compose(
            versions -> {
              String sha256 = sha256(draft.source());
              Optional<ScriptRow> same =
                  versions.stream()
                      .filter(v -> v.sha256().equals(sha256) && v.schema().equals(draft.schema()))
                      .findFirst();
              if (same.isPresent()) {
                return Future.succeededFuture(same.get());
              }
              int number = versions.stream().mapToInt(ScriptRow::number).max().orElse(0) + 1;
              ScriptRow row =
                  new ScriptRow(
                      ids.next("script", now),
                      draft.name(),
                      number,
                      sha256,
                      kind.name(),
                      draft.source(),
                      draft.schema(),
                      draft.description(),
                      now);
              return ScriptRow.TABLE.add(tx, row).map(row);
            })
        .map(row -> Answer.created(CatalogueAnswers.of(row)));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    String name = request.query("name");
    return Rowed.listEach(
        tx,
        request,
        ScriptRow.TABLE,
        name == null ? Map.of() : Map.of("name", name),
        (row, caller) -> CatalogueAnswers.of(row));
  }

  static String sha256(String source) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
