package io.pricewright.gateway.credit;

import static io.pricewright.gateway.credit.ClockAnswers.ADVANCED;
import static io.pricewright.gateway.credit.ClockAnswers.CLOCK;

import io.pricewright.gateway.background.CatchUp;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Endpoint;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Tx;
import io.pricewright.store.wallet.DueCustomers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The routes of an environment's clock, which only environments for trying out can set forward. */
public final class ClockRoutes {
  private final EnvironmentClock clock;
  private final CatchUp catchUp;

  /** Makes routes of a clock, whose advance waits for what it makes due. */
  public ClockRoutes(EnvironmentClock clock, CatchUp catchUp) {
    this.clock = clock;
    this.catchUp = catchUp;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    Endpoint advance = in.creating(this::advance);
    return List.of(
        Route.get(
            "/v1/clock",
            Scopes.BILLING_READ,
            "Reads the environment's time.",
            CLOCK,
            in.of((tx, request, now) -> Future.succeededFuture(answer(now)))),
        Route.post(
                "/v1/clock/advance",
                Scopes.BILLING_WRITE,
                "Sets a development environment's clock forward.",
                200,
                ClockDraft.BODY,
                ADVANCED,
                Endpoint.keyed(
                    request ->
                        advance
                            .handle(request)
                            .compose(answer -> caughtUp(request.scope(), answer))))
            .says(
                "Answers when everything that became due is done, or after a minute, and says"
                    + " which.")
            .fails(Problem.InvalidOperation.class));
  }

  /** What was answered may have been kept under a key: the time is that of the first answer. */
  private Future<Answer> caughtUp(Scope scope, Answer answer) {
    Instant now =
        Instant.parse(
            Objects.requireNonNull(JsonReader.parseObject(answer.body().toString()).string("now")));
    return catchUp
        .upTo(scope, now)
        .map(left -> advanced(now, left))
        .map(
            body -> {
              Answer whole = Answer.ok(ADVANCED, body);
              return new Answer(
                  answer.status(), whole.contentType(), whole.body(), answer.headers());
            });
  }

  private static ClockAnswers.Advanced advanced(Instant now, CatchUp.Left left) {
    return new ClockAnswers.Advanced(new ClockAnswers.Clock(now), left.all() == 0, left.all());
  }

  private static Answer answer(Instant now) {
    return Answer.ok(CLOCK, new ClockAnswers.Clock(now));
  }

  private Future<Answer> advance(Tx tx, Request request, Instant now) {
    Duration step = ClockDraft.step(request, now);
    if (request.caller().production() && !step.isZero()) {
      throw Refusals.impossible(
          "A production environment keeps the world's time. Use a development environment.");
    }
    Scope scope = request.scope();
    return DueCustomers.advance(tx, step)
        .map(
            ahead -> {
              clock.ahead(scope, ahead);
              return answer(clock.now(scope));
            });
  }
}
