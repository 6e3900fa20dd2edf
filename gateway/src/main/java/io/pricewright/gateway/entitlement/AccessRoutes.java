package io.pricewright.gateway.entitlement;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Endpoint;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
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
import java.time.Instant;
import java.util.List;

/** The routes that say whether a customer may, and take quantities ahead of their use. */
public final class AccessRoutes {
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
            AccessDraft.BODY,
            AccessAnswers.ACCESS,
            Endpoint.rehearsed(
                access(
                    check,
                    in.creating(
                        (tx, r, now) ->
                            reserve
                                .reserve(tx, AccessDraft.read(r).asks(), now)
                                .map(
                                    done -> AccessAnswers.of(done.answers(), done.rows(), now)))))),
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
        AccessAnswers.RESERVATION,
        in.changing(
            (tx, request, now) ->
                ReserveAccess.end(tx, new ReservationId(request.path("id")), status, now)
                    .compose(ended -> show(tx, ended, now))));
  }

  private static Future<Answer> show(Tx tx, ReservationRow reservation, Instant now) {
    return Customers.findAll(tx, List.of(reservation.customerNo()))
        .map(
            found ->
                Answer.ok(
                    AccessAnswers.RESERVATION,
                    AccessAnswers.Reservation.of(reservation, found.getFirst().id(), now)));
  }

  private Endpoint access(CheckAccess check, Endpoint reserve) {
    return Endpoint.keyed(
        request -> {
          AccessDraft.Asked asked = AccessDraft.read(request);
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
        });
  }
}
