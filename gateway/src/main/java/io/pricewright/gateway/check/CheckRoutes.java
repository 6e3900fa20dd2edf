package io.pricewright.gateway.check;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import java.util.List;

/** The route by which an environment's books are checked. */
public final class CheckRoutes {
  private CheckRoutes() {}

  /** Returns the routes. */
  public static List<Route> routes(CheckBooks check) {
    return List.of(
        Route.post(
                "/v1/check",
                Scopes.BILLING_READ,
                "Recomputes everything from raw events.",
                200,
                CheckAnswers.REPORT,
                request ->
                    check
                        .check(request.scope())
                        .map(
                            report ->
                                Answer.ok(CheckAnswers.REPORT, CheckAnswers.Report.of(report))))
            .says("With the naive model, and says what differs."));
  }
}
