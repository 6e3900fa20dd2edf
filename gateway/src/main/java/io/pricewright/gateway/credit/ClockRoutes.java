package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Tx;
import io.pricewright.store.wallet.DueCustomers;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The routes of an environment's clock, which only environments for trying out can set forward. */
public final class ClockRoutes {
  private static final Duration MOST = Duration.ofDays(3_660);
  private static final Shape ADVANCE = Shape.of("AdvanceClock", "to:time, by");
  private static final Shape CLOCK = Shape.of("Clock", "now:time");

  private final EnvironmentClock clock;
  private final Function<Scope, Future<Void>> catchUp;

  /**
   * Makes routes of a clock.
   *
   * @param catchUp does what is due in an environment
   */
  public ClockRoutes(EnvironmentClock clock, Function<Scope, Future<Void>> catchUp) {
    this.clock = clock;
    this.catchUp = catchUp;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
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
            "Sets a development environment's clock forward, and answers when what became due is done.",
            200,
            ADVANCE,
            CLOCK,
            request ->
                in.creating(this::advance)
                    .handle(request)
                    .compose(answer -> catchUp.apply(request.scope()).map(answer))));
  }

  private static Answer answer(Instant now) {
    return Answer.ok(CLOCK.fill().set("now", now).json());
  }

  private Future<Answer> advance(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    Instant to = fields.instant("to");
    Duration by = by(fields);
    if (fields.has("to") == fields.has("by")) {
      fields.refuse("by", "required", "Give exactly one of to and by.");
    }
    Duration step = to == null ? by : Duration.between(now, to);
    if (step.isNegative() || step.compareTo(MOST) > 0) {
      fields.refuse(
          to == null ? "by" : "to", "out_of_range", "The clock goes forward, at most ten years.");
    }
    fields.done();
    if (request.caller().production() && !step.isZero()) {
      throw Credits.impossible(
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

  private static Duration by(Fields fields) {
    String text = fields.json("by") instanceof Json.Str given ? given.value() : null;
    try {
      return text == null ? Duration.ZERO : Duration.parse(text);
    } catch (DateTimeException | ArithmeticException e) {
      fields.refuse("by", "not_a_duration", "Send an ISO 8601 duration, such as P1D or PT2H.");
      return Duration.ZERO;
    }
  }
}
