package io.pricewright.gateway.rollout;

import io.pricewright.gateway.catalogue.RolloutPrices;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rollout.RolloutState;
import io.pricewright.store.database.Failures;
import io.pricewright.store.database.Tx;
import io.pricewright.store.rollout.RolloutStep;
import io.pricewright.store.rollout.Rollouts;
import io.pricewright.store.rollout.StoredRollout;
import io.pricewright.store.simulation.Simulations;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The routes of rollouts. Every change says why, and leaves a step in the audit trail. */
public final class RolloutRoutes {
  private static final Shape WHY = Shape.of("RolloutReason", "reason*");
  private static final Shape TAKE_BACK = Shape.of("RollBack", "reason*, mode");
  private static final Shape WIDEN = Shape.of("WidenRollout", "reason*, percent*:decimal");
  private static final Shape SIMULATED = Shape.of("RolloutSimulated", "reason*, simulation_id*");
  private static final int MAX_DIFFERENCES = 1_000;

  private final Ids ids;
  private final RolloutPrices prices;

  /** Makes the routes. */
  public RolloutRoutes(Ids ids) {
    this.ids = ids;
    this.prices = new RolloutPrices(ids);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String one = "/v1/rollouts/{id}";
    return List.of(
        Route.post(
            "/v1/rollouts",
            Scopes.CATALOGUE_WRITE,
            "Makes a rollout: a new version of a price, whom it is meant for, and its guard rails.",
            201,
            RolloutDraft.SHAPE,
            RolloutAnswers.ROLLOUT,
            in.creating(this::make)),
        Route.list(
            "/v1/rollouts",
            Scopes.CATALOGUE_READ,
            "Lists rollouts, newest first.",
            RolloutAnswers.ROLLOUT,
            in.of((tx, request, now) -> list(tx, request.page()))),
        Route.get(
            one,
            Scopes.CATALOGUE_READ,
            "Returns a rollout with its audit trail and how far it came.",
            RolloutAnswers.ROLLOUT,
            in.of((tx, request, now) -> answer(tx, request.path("id")))),
        Route.get(
            one + "/differences",
            Scopes.CATALOGUE_READ,
            "Returns what the shadow recorded, the greatest differences first.",
            RolloutAnswers.DIFFERENCES,
            in.of(
                (tx, request, now) ->
                    find(tx, request.path("id"))
                        .compose(found -> Rollouts.differences(tx, found.id(), MAX_DIFFERENCES))
                        .map(all -> Answer.ok(RolloutAnswers.differences(all))))),
        change(
            in,
            one + "/simulated",
            "Notes the simulation that was looked at.",
            SIMULATED,
            this::simulated),
        change(
            in,
            one + "/shadow",
            "Begins to evaluate it beside live, without charging.",
            WHY,
            to(RolloutState.SHADOW, "shadow")),
        change(
            in,
            one + "/start",
            "Begins, or goes on, to assign it.",
            WHY,
            to(RolloutState.ROLLING_OUT, "start")),
        change(
            in,
            one + "/widen",
            "Means it for a greater share of the customers.",
            WIDEN,
            this::widen),
        change(
            in,
            one + "/stop",
            "Stops assigning; who has it keeps it.",
            WHY,
            to(RolloutState.STOPPED, "stop")),
        change(
            in,
            one + "/rollback",
            "Takes it back from everybody: from now on, or with mode reprice as if it had never"
                + " been.",
            TAKE_BACK,
            this::rollBack),
        change(
            in,
            one + "/retire",
            "Ends it; who has it keeps it.",
            WHY,
            to(RolloutState.RETIRED, "retire")));
  }

  /** A change of a rollout that was found: what it becomes, and the step that is noted. */
  private interface Change {
    Future<StoredRollout> apply(Tx tx, StoredRollout rollout, Fields fields, Instant now);
  }

  private static Route change(
      Transactions in, String path, String summary, Shape body, Change change) {
    return Route.post(
        path,
        Scopes.CATALOGUE_WRITE,
        summary,
        200,
        body,
        RolloutAnswers.ROLLOUT,
        in.of((tx, request, now) -> apply(tx, request, now, change)));
  }

  private static Future<Answer> apply(Tx tx, Request request, Instant now, Change change) {
    Fields fields = request.fields();
    String reason = fields.requiredText("reason", 1_000);
    String action = request.target().substring(request.target().lastIndexOf('/') + 1);
    return Rollouts.lock(tx, request.path("id"))
        .compose(locked -> find(tx, request.path("id")))
        .compose(
            before ->
                change
                    .apply(tx, before, fields, now)
                    .compose(
                        after ->
                            put(tx, before, after)
                                .compose(
                                    done ->
                                        Rollouts.step(
                                            tx,
                                            before.id(),
                                            new RolloutStep(
                                                action,
                                                before.state().toApi(),
                                                after.state().toApi(),
                                                request.caller().keyId(),
                                                reason,
                                                after.plan().toJson().text(),
                                                now)))))
        .compose(done -> answer(tx, request.path("id")));
  }

  private static Future<Void> put(Tx tx, StoredRollout before, StoredRollout after) {
    return Rollouts.put(tx, after, before.state())
        .recover(
            fault ->
                Failures.uniqueViolation(fault)
                    ? Future.failedFuture(
                        new ProblemException(
                            new Problem.InvalidOperation(
                                "Another rollout of this price is under way. End it first.")))
                    : Future.failedFuture(fault))
        .map(
            done -> {
              if (!done) {
                throw new ProblemException(
                    new Problem.InvalidOperation("The rollout changed meanwhile. Look again."));
              }
              return null;
            });
  }

  private static Change to(RolloutState next, String action) {
    return (tx, rollout, fields, now) -> {
      fields.done();
      return Future.succeededFuture(moved(rollout, next, action, now));
    };
  }

  private static StoredRollout moved(
      StoredRollout rollout, RolloutState next, String action, Instant now) {
    if (!rollout.state().mayBecome(next)) {
      throw new ProblemException(
          new Problem.InvalidOperation(
              "A rollout that is %s cannot %s.".formatted(rollout.state().toApi(), action)));
    }
    return rollout.in(next, now);
  }

  private Future<StoredRollout> simulated(
      Tx tx, StoredRollout rollout, Fields fields, Instant now) {
    String id = fields.requiredText("simulation_id", 100);
    fields.done();
    return Simulations.find(tx, id, false)
        .map(
            found -> {
              boolean done = found.filter(s -> s.status().equals("done")).isPresent();
              if (!done) {
                throw refused("/simulation_id", "There is no simulation of that id that is done.");
              }
              return moved(rollout, RolloutState.SIMULATED, "be simulated", now)
                  .with(rollout.plan(), id, rollout.pending(), now);
            });
  }

  private Future<StoredRollout> widen(Tx tx, StoredRollout rollout, Fields fields, Instant now) {
    BigDecimal percent = Objects.requireNonNullElse(fields.decimal("percent"), BigDecimal.ZERO);
    if (percent.compareTo(rollout.plan().percent()) < 0
        || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
      fields.refuse("percent", "out_of_range", "Send a share above the present one, to 100.");
    }
    fields.done();
    if (rollout.state() == RolloutState.RETIRED || rollout.state() == RolloutState.ROLLED_BACK) {
      throw new ProblemException(
          new Problem.InvalidOperation(
              "A rollout that is %s cannot be widened.".formatted(rollout.state().toApi())));
    }
    boolean over = rollout.state() == RolloutState.ACTIVE;
    StoredRollout again = over ? rollout.in(RolloutState.ROLLING_OUT, now) : rollout;
    return Future.succeededFuture(
        again.with(
            rollout.plan().widened(percent), rollout.simulationId(), rollout.pending(), now));
  }

  private Future<StoredRollout> rollBack(Tx tx, StoredRollout rollout, Fields fields, Instant now) {
    String mode = fields.oneOf("mode", "now", "now", "reprice");
    fields.done();
    return Future.succeededFuture(
        moved(rollout, RolloutState.ROLLED_BACK, "be rolled back", now)
            .with(rollout.plan(), rollout.simulationId(), mode, now));
  }

  private Future<Answer> make(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    return RolloutDraft.read(tx, fields)
        .compose(
            draft ->
                prices
                    .add(tx, draft.priceId(), draft.wanted(), now)
                    .compose(made -> add(tx, request, draft, made, now)));
  }

  private Future<Answer> add(
      Tx tx, Request request, RolloutDraft draft, RolloutPrices.Made made, Instant now) {
    RolloutState state = made.tested() ? RolloutState.TESTED : RolloutState.DRAFT;
    StoredRollout rollout =
        new StoredRollout(
            ids.next("roll", now),
            draft.name(),
            made.row().lineageId().value(),
            made.row().id().value(),
            state,
            draft.plan(),
            null,
            null,
            now,
            now);
    return Rollouts.add(tx, rollout)
        .compose(
            added ->
                Rollouts.step(
                    tx,
                    rollout.id(),
                    new RolloutStep(
                        "make",
                        null,
                        state.toApi(),
                        request.caller().keyId(),
                        draft.reason(),
                        draft.plan().toJson().text(),
                        now)))
        .compose(done -> answer(tx, rollout.id()))
        .map(answer -> new Answer(201, answer.contentType(), answer.body(), answer.headers()));
  }

  private static Future<StoredRollout> find(Tx tx, String id) {
    return Rollouts.find(tx, id)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new ProblemException(
                            new Problem.NotFound("There is no rollout of that id.", List.of()))));
  }

  private static Future<Answer> answer(Tx tx, String id) {
    return find(tx, id)
        .compose(
            found ->
                Rollouts.steps(tx, id)
                    .compose(
                        steps ->
                            Rollouts.numbers(tx, id)
                                .map(
                                    numbers ->
                                        Answer.ok(RolloutAnswers.of(found, steps, numbers)))));
  }

  private static Future<Answer> list(Tx tx, Page page) {
    return Rollouts.list(tx, page.limit(), page.offset())
        .compose(
            found ->
                Rollouts.count(tx)
                    .map(
                        total ->
                            Answer.ok(
                                Shape.page(
                                    found.stream()
                                        .map(r -> RolloutAnswers.of(r, null, null))
                                        .toList(),
                                    page,
                                    total))));
  }

  static ProblemException refused(String pointer, String detail) {
    return new ProblemException(
        new Problem.InvalidRequest(
            "One field cannot be used; errors says why.",
            List.of(new FieldError(pointer, "not_found", detail))));
  }
}
