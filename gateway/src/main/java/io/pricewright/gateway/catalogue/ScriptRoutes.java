package io.pricewright.gateway.catalogue;

import static io.pricewright.gateway.catalogue.ScriptAnswers.SCRIPT;

import io.pricewright.gateway.catalogue.ScriptAnswers.Shown;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Endpoint;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Pages;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.script.JudgeScripts;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.ScriptRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of scripts. A published version never changes; publishing a name again numbers on. */
public final class ScriptRoutes {
  private static final Query<Filter> FILTER = Query.of(Filter.class);

  private final JudgeScript judge;
  private final PublishScript publish;

  /** Which scripts to list. */
  record Filter(@Nullable String name, @Inline Page page) {}

  /** Makes routes that read scripts and judge them at the gate. */
  public ScriptRoutes(Ids ids, JudgeScripts gate) {
    this.judge = new JudgeScript(gate);
    this.publish = new PublishScript(ids);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    return List.of(
        Route.post(
                "/v1/scripts",
                Scopes.SCRIPTS_PUBLISH,
                "Publishes a version of a pricing script.",
                201,
                ScriptDraft.BODY,
                SCRIPT,
                Endpoint.keyed(request -> publish(in, request)))
            .says("The same source and schema give the same version.")
            .fails(Problem.InvalidScript.class, Problem.GateFailed.class),
        Route.post(
                "/v1/scripts/check",
                Scopes.SCRIPTS_PUBLISH,
                "Tries a draft as publishing would, and publishes nothing.",
                200,
                ScriptDraft.BODY,
                CheckAnswer.BODY,
                request -> check(in, request))
            .says(
                "Errors with line and column, each test, the branches no test takes, and the gate's"
                    + " report."),
        Route.list(
                "/v1/scripts",
                Scopes.CATALOGUE_READ,
                "Lists script versions, newest first.",
                SCRIPT,
                in.of(ScriptRoutes::list))
            .asking(FILTER),
        Route.get(
            "/v1/scripts/{id}",
            Scopes.CATALOGUE_READ,
            "Reads a script version.",
            SCRIPT,
            in.of(ScriptRoutes::read)));
  }

  /** Judges before the transaction that keeps the version: it takes seconds. */
  private Future<Answer> publish(Transactions in, Request request) {
    return linked(in, request)
        .compose(script -> judge.admit(request.scope().tenant(), script))
        .compose(
            command -> in.creating((tx, again, now) -> kept(tx, command, now)).handle(request));
  }

  private Future<Answer> kept(Tx tx, PublishScript.Command command, Instant now) {
    return publish.run(tx, command, now).map(row -> Answer.created(SCRIPT, Shown.of(row)));
  }

  private Future<Answer> check(Transactions in, Request request) {
    return linked(in, request)
        .compose(script -> judge.attempt(request.scope().tenant(), script))
        .map(CheckAnswer::of)
        .recover(CheckAnswer::invalid)
        .map(answer -> Answer.ok(CheckAnswer.BODY, answer));
  }

  private static Future<WrittenScript> linked(Transactions in, Request request) {
    WrittenScript script = ScriptDraft.read(request);
    return in.read(request.scope(), tx -> LinkedSource.of(tx, script.source())).map(script::linked);
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    Filter filter = request.read(FILTER);
    return Pages.of(
        tx,
        ScriptRow.TABLE,
        filter.name() == null ? Where.all() : Where.is(ScriptRow.NAME, filter.name()),
        filter.page(),
        SCRIPT,
        Pages.each(Shown::of));
  }

  private static Future<Answer> read(Tx tx, Request request, Instant now) {
    return Existing.find(tx, ScriptRow.TABLE, "script", new ScriptId(request.path("id")))
        .map(row -> Answer.ok(SCRIPT, Shown.of(row)));
  }
}
