package io.pricewright.gateway.check;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.rules.json.Json;
import java.util.List;

/** The route by which an environment's books are checked. */
public final class CheckRoutes {
  private static final Shape REPORT =
      Shape.of(
          "CheckReport",
          "clean:boolean, customers:integer, events:integer, cells:integer, parked:integer,"
              + " differences_found:integer, differences:array");

  private CheckRoutes() {}

  /** Returns the routes. */
  public static List<Route> routes(CheckBooks check) {
    return List.of(
        Route.post(
            "/v1/check",
            Scopes.BILLING_READ,
            "Recomputes everything from raw events with the naive model, and says what differs.",
            200,
            Shape.ANY,
            REPORT,
            request -> check.check(request.scope()).map(report -> Answer.ok(json(report)))));
  }

  private static Json json(CheckBooks.Report report) {
    return REPORT
        .fill()
        .set("clean", report.found() == 0)
        .set("customers", report.customers())
        .set("events", report.events())
        .set("cells", report.cells())
        .set("parked", report.parked())
        .set("differences_found", report.found())
        .set("differences", new Json.Arr(report.differences().stream().map(Json::of).toList()))
        .json();
  }
}
