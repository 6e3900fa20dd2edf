package io.pricewright.gateway.check;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Key;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.problem.Problem;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** The route by which an environment's books are checked. */
public final class CheckRoutes {
  private static final Query<Patience> PATIENCE = Query.of(Patience.class);

  private final AskCheck ask;

  /** How long to wait for the end. */
  record Patience(
      @Bounds(min = 0, max = 60) @Default("60") @Key("wait") @Says("Seconds to wait for its end.")
          int seconds) {}

  /** Makes the routes. */
  public CheckRoutes(AskCheck ask) {
    this.ask = ask;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.post(
                "/v1/check",
                Scopes.BILLING_READ,
                "Recomputes everything from raw events.",
                200,
                CheckAnswers.REPORT,
                this::check)
            .says(
                "With the naive model, and says what differs. It is a task: when the seconds are"
                    + " over before its end, the answer is 202 with what was found so far, and"
                    + " the task tells the rest.")
            .fails(Problem.Unavailable.class)
            .asking(PATIENCE));
  }

  private Future<Answer> check(Request request) {
    Duration patience = Duration.ofSeconds(request.read(PATIENCE).seconds());
    return ask.run(request.scope(), patience)
        .map(CheckAnswers.Report::of)
        .map(report -> Answer.json(report.ended() ? 200 : 202, CheckAnswers.REPORT.json(report)));
  }
}
