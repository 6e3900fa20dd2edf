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
import io.pricewright.gateway.script.JudgeScripts;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.gate.Submission;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rulescripts.BuiltInScripts;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.ScriptRow;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The routes of scripts. A published version never changes; publishing a name again numbers on. */
public final class ScriptRoutes {
  /** Longest source, characters. */
  public static final int MAX_SOURCE = 200_000;

  private static final Shape PUBLISH =
      Shape.of(
          "PublishScript",
          "name*:string, source*:string, schema:object, tests:array, manifest:object, description");

  // FLAT_FEE and the like are priced by the newest version of these names.
  private static final Set<String> SHIPPED =
      BuiltInScripts.all().stream().map(script -> script.name()).collect(Collectors.toSet());

  private final Ids ids;
  private final JudgeScripts gate;

  private record Draft(
      String name,
      String source,
      Json.Obj schema,
      Json.@Nullable Arr tests,
      Json.@Nullable Obj manifest,
      @Nullable String description) {
    boolean ungated() {
      return tests == null && manifest == null;
    }

    Draft linked(String linkedSource) {
      return new Draft(name, linkedSource, schema, tests, manifest, description);
    }

    Submission submission() {
      return new Submission(
          source,
          tests == null ? new Json.Arr(List.of()) : tests,
          manifest == null ? Json.Obj.EMPTY : manifest);
    }

    /** An ungated draft is any version of the same text; a gated one the same tests too. */
    boolean is(ScriptRow row) {
      return row.schema().equals(schema.text())
          && row.source().equals(source)
          && (ungated()
              || (Objects.equals(row.tests(), text(tests))
                  && Objects.equals(row.manifest(), text(manifest))));
    }

    static @Nullable String text(@Nullable Json json) {
      return json == null ? null : json.text();
    }
  }

  /** Makes routes that read scripts and judge them at the gate. */
  public ScriptRoutes(Ids ids, JudgeScripts gate) {
    this.ids = ids;
    this.gate = gate;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    return List.of(
        Route.post(
            "/v1/scripts",
            Scopes.SCRIPTS_PUBLISH,
            "Publishes a version of a pricing script. The same source and schema give the same"
                + " version.",
            201,
            PUBLISH,
            CatalogueAnswers.SCRIPT,
            publish(in)),
        Route.post(
            "/v1/scripts/check",
            Scopes.SCRIPTS_PUBLISH,
            "Tries a draft as publishing would, and publishes nothing: errors with line and column,"
                + " each test, the branches no test takes, and the gate's report.",
            200,
            PUBLISH,
            CheckAnswer.SHAPE,
            request -> check(in, request)),
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
                    Rowed.find(tx, ScriptRow.TABLE, "script", new ScriptId(request.path("id")))
                        .map(row -> Answer.ok(CatalogueAnswers.of(row))))));
  }

  private Endpoint publish(Transactions in) {
    return request -> {
      Draft written = draft(request.fields());
      return in.read(request.scope(), tx -> LinkedSource.of(tx, written.source()))
          .compose(
              linked -> {
                Draft draft = written.linked(linked);
                return gate.check(linked)
                    .compose(
                        kind ->
                            judged(draft, kind)
                                .compose(
                                    report ->
                                        in.creating(
                                                (tx, again, now) ->
                                                    store(tx, draft, kind, report, now))
                                            .handle(request)));
              });
    };
  }

  private Future<Answer> check(Transactions in, Request request) {
    Draft written = draft(request.fields());
    return in.read(request.scope(), tx -> LinkedSource.of(tx, written.source()))
        .compose(linked -> tried(written.linked(linked)))
        .recover(CheckAnswer::invalid)
        .map(Answer::ok);
  }

  private Future<Json.Obj> tried(Draft draft) {
    return gate.check(draft.source())
        .compose(
            kind ->
                kind == ScriptKind.LIBRARY || draft.ungated()
                    ? Future.succeededFuture(CheckAnswer.ungated(kind))
                    : gate.judge(draft.submission(), draft.schema())
                        .map(report -> CheckAnswer.of(kind, report)));
  }

  /** Returns what is kept of the gate, as JSON text; fails when it did not open. */
  private Future<String> judged(Draft draft, ScriptKind kind) {
    if (kind == ScriptKind.LIBRARY) {
      return Future.succeededFuture(GateAnswer.ungated());
    }
    if (!draft.ungated()) {
      return gate.judge(draft.submission(), draft.schema())
          .map(
              report -> {
                if (!report.passed()) {
                  throw new ProblemException(GateAnswer.failed(report));
                }
                return report.toJson().text();
              });
    }
    return gate.required()
        ? Future.failedFuture(
            new ProblemException(
                new Problem.GateFailed(
                    "This server publishes only what passes the gate: send tests and manifest"
                        + " beside the source.",
                    List.of(
                        new FieldError("/tests", "required", "Give tests that take every branch."),
                        new FieldError("/manifest", "required", "Give laws and samples.")))))
        : Future.succeededFuture(GateAnswer.ungated());
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
    Json given = fields.json("tests");
    if (given != null && !(given instanceof Json.Arr)) {
      fields.refuse("tests", "wrong_type", "Send an array of tests.");
    }
    Json.Obj manifest = fields.free("manifest");
    String description = fields.text("description");
    fields.done();
    return new Draft(
        name,
        source,
        schema == null ? Json.Obj.EMPTY : schema,
        given instanceof Json.Arr tests ? tests : null,
        manifest,
        description);
  }

  private Future<Answer> store(Tx tx, Draft draft, ScriptKind kind, String report, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> ScriptRow.TABLE.list(tx, Where.is(ScriptRow.NAME, draft.name()), 1000, 0))
        .compose(
            versions -> {
              String sha256 = sha256(draft.source());
              Optional<ScriptRow> same =
                  versions.stream()
                      .filter(v -> v.sha256().equals(sha256) && draft.is(v))
                      .findFirst();
              if (same.isPresent()) {
                return Future.succeededFuture(same.get());
              }
              int number = versions.stream().mapToInt(ScriptRow::number).max().orElse(0) + 1;
              ScriptRow row =
                  new ScriptRow(
                      new ScriptId(ids.next("script", now)),
                      draft.name(),
                      number,
                      sha256,
                      kind,
                      draft.source(),
                      draft.schema().text(),
                      Draft.text(draft.tests()),
                      Draft.text(draft.manifest()),
                      report,
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
        name == null ? Where.all() : Where.is(ScriptRow.NAME, name),
        (row, caller) -> CatalogueAnswers.of(row));
  }

  /** Returns the lower-case hex SHA-256 of a source. */
  public static String sha256(String source) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
