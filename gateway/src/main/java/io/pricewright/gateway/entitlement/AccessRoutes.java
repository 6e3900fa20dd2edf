package io.pricewright.gateway.entitlement;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Endpoint;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.entitlement.ReservationStatus;
import io.pricewright.rules.id.ReservationId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.ReservationRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The routes that say whether a customer may, and take quantities ahead of their use. */
public final class AccessRoutes {
  /** Most checks of one request. */
  public static final int MOST_CHECKS = 10_000;

  /** Most reservations of one request: they wait for each other behind gates. */
  public static final int MOST_RESERVED = 500;

  private static final long LONGEST_SECONDS = Duration.ofDays(7).toSeconds();
  private static final long USUAL_SECONDS = 300;
  private static final String ASK =
      "customer_id, external_customer_id, feature, quantity:decimal, amount:decimal, currency,"
          + " expires_in_seconds:integer";
  private static final Shape ASKS = Shape.of("CheckAccess", "mode, checks:array, " + ASK);
  private static final Shape NOTHING = Shape.of("Nothing", "");

  private final Levels levels;
  private final Snapshots snapshots;
  private final EnvironmentClock clock;
  private final Ids ids;

  /** Answers from these levels. */
  public AccessRoutes(Levels levels, Snapshots snapshots, EnvironmentClock clock, Ids ids) {
    this.levels = levels;
    this.snapshots = snapshots;
    this.clock = clock;
    this.ids = ids;
  }

  private record Asked(boolean reserve, List<Ask> asks) {}

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    CheckAccess check = new CheckAccess(levels, in);
    ReserveAccess reserve = new ReserveAccess(check, snapshots, levels.reader(), ids);
    return List.of(
        Route.post(
            "/v1/access",
            Scopes.USAGE_READ,
            "Says whether customers may use features; mode reserve takes the quantities.",
            200,
            ASKS,
            AccessAnswers.ACCESS,
            access(check, in.creating((tx, r, now) -> reserve.reserve(tx, read(r).asks(), now)))),
        Route.get(
            "/v1/access/reservations/{id}",
            Scopes.USAGE_READ,
            "Reads a reservation.",
            AccessAnswers.RESERVATION,
            in.of(
                (tx, request, now) ->
                    ReserveAccess.find(tx, new ReservationId(request.path("id")))
                        .compose(found -> show(tx, found, now)))),
        ending(
            in,
            "settle",
            ReservationStatus.SETTLED,
            "Ends a reservation whose use was sent as events."),
        ending(in, "release", ReservationStatus.RELEASED, "Gives a reserved quantity back."));
  }

  private static Route ending(
      Transactions in, String verb, ReservationStatus status, String summary) {
    return Route.post(
        "/v1/access/reservations/{id}/" + verb,
        Scopes.EVENTS_WRITE,
        summary,
        200,
        NOTHING,
        AccessAnswers.RESERVATION,
        in.of(
            (tx, request, now) -> {
              request.fields().done();
              return ReserveAccess.end(tx, new ReservationId(request.path("id")), status, now)
                  .compose(ended -> show(tx, ended, now));
            }));
  }

  private static Future<Answer> show(Tx tx, ReservationRow reservation, Instant now) {
    return Customers.findAll(tx, List.of(reservation.customerNo()))
        .map(
            found ->
                Answer.ok(
                    AccessAnswers.reservation(reservation, found.getFirst().id().value(), now)));
  }

  private Endpoint access(CheckAccess check, Endpoint reserve) {
    return request -> {
      Asked asked = read(request);
      if (asked.reserve()) {
        if (!request.caller().may(Scopes.EVENTS_WRITE)) {
          throw new ProblemException(
              new Problem.PermissionDenied(
                  "Reserving needs a key with the scope '%s'.".formatted(Scopes.EVENTS_WRITE)));
        }
        return reserve.handle(request);
      }
      Instant now = clock.now(request.scope());
      return check
          .check(request.scope(), asked.asks(), now)
          .map(answers -> AccessAnswers.of(answers, List.of(), now));
    };
  }

  private static Asked read(Request request) {
    Fields fields = request.fields();
    boolean reserve = fields.oneOf("mode", "check", "check", "reserve").equals("reserve");
    List<Ask> asks = new ArrayList<>();
    if (fields.has("checks")) {
      List<Fields> checks = fields.objects("checks", reserve ? MOST_RESERVED : MOST_CHECKS);
      if (checks.isEmpty()) {
        fields.refuse("checks", "required", "Ask for at least one.");
      }
      checks.forEach(one -> asks.add(ask(one, reserve)));
    } else {
      asks.add(ask(fields, reserve));
    }
    fields.done();
    return new Asked(reserve, asks);
  }

  private static Ask ask(Fields fields, boolean reserve) {
    String id = fields.text("customer_id", 255);
    String external = fields.text("external_customer_id", 255);
    if ((id == null) == (external == null)) {
      fields.refuse("customer_id", "required", "Give either customer_id or external_customer_id.");
    }
    String feature = fields.requiredText("feature", 255);
    BigDecimal quantity = fields.amount("quantity");
    if (reserve && quantity != null && quantity.signum() == 0) {
      fields.refuse("quantity", "out_of_range", "Reserve more than 0.");
    }
    Long seconds = fields.integer("expires_in_seconds", 1, LONGEST_SECONDS);
    return new Ask(
        external == null ? String.valueOf(id) : external,
        external != null,
        feature,
        quantity == null ? BigDecimal.ONE : quantity,
        fields.amount("amount"),
        fields.text("currency", 10),
        Duration.ofSeconds(seconds == null ? USUAL_SECONDS : seconds));
  }
}
