package io.pricewright.gateway.rollout;

import static io.pricewright.gateway.rollout.RolloutAnswers.ROLLOUT;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.rollout.RolloutAction;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.RolloutRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The routes of rollouts. Every change says why, and leaves a step in the audit trail. */
public final class RolloutRoutes {
  static final String ONE = "/v1/rollouts/{id}";

  private final MakeRollout make;

  /** Makes the routes. */
  public RolloutRoutes(Ids ids) {
    this.make = new MakeRollout(ids);
  }

  /** Returns the routes, those that read among them. */
  public List<Route> routes(Transactions in) {
    return Stream.concat(changes(in).stream(), RolloutReadRoutes.routes(in).stream()).toList();
  }

  private List<Route> changes(Transactions in) {
    return List.of(
        Route.post(
                "/v1/rollouts",
                Scopes.CATALOGUE_WRITE,
                "Makes a rollout.",
                201,
                RolloutDraft.BODY,
                ROLLOUT,
                in.creating(this::make))
            .says("A new version of a price, whom it is meant for, and its guard rails.")
            .fails(Problem.InvalidOperation.class),
        change(
            "simulated",
            "Notes the simulation that was looked at.",
            ChangeDraft.SIMULATED,
            in,
            (tx, request, now) -> NoteSimulation.run(tx, ChangeDraft.Simulated.read(request), now)),
        change(
            "shadow",
            "Begins to evaluate it beside live, without charging.",
            in,
            RolloutAction.SHADOW),
        change("start", "Begins, or goes on, to assign it.", in, RolloutAction.START),
        change(
            "widen",
            "Means it for a greater share of the customers.",
            ChangeDraft.WIDEN,
            in,
            (tx, request, now) -> WidenRollout.run(tx, ChangeDraft.Widen.read(request), now)),
        change("stop", "Stops assigning; who has it keeps it.", in, RolloutAction.STOP),
        change(
                "rollback",
                "Takes it back from everybody.",
                ChangeDraft.ROLL_BACK,
                in,
                (tx, request, now) ->
                    RollBackRollout.run(tx, ChangeDraft.RollBack.read(request), now))
            .says("From now on, or with mode `reprice` as if it had never been."),
        change("retire", "Ends it; who has it keeps it.", in, RolloutAction.RETIRE));
  }

  /** A change that a request asks for. */
  private interface Change {
    Future<RolloutRow> run(Tx tx, Request request, Instant now);
  }

  private static Route change(String verb, String summary, Transactions in, RolloutAction action) {
    return change(
        verb,
        summary,
        ChangeDraft.WHY,
        in,
        (tx, request, now) -> ChangeRollout.run(tx, ChangeDraft.Why.read(request, action), now));
  }

  private static Route change(
      String verb, String summary, Body<?> body, Transactions in, Change change) {
    return Route.post(
            ONE + "/" + verb,
            Scopes.CATALOGUE_WRITE,
            summary,
            200,
            body,
            ROLLOUT,
            in.changing(
                (tx, request, now) -> change.run(tx, request, now).compose(row -> answer(tx, row))))
        .fails(Problem.InvalidOperation.class);
  }

  private Future<Answer> make(Tx tx, Request request, Instant now) {
    return make.run(tx, RolloutDraft.read(request), now)
        .compose(row -> RolloutAnswers.show(tx, row))
        .map(shown -> Answer.created(ROLLOUT, shown));
  }

  /** Answers a rollout as it stands. */
  static Future<Answer> answer(Tx tx, RolloutRow row) {
    return RolloutAnswers.show(tx, row).map(shown -> Answer.ok(ROLLOUT, shown));
  }
}
