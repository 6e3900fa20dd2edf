package io.pricewright.gateway.event;

import static io.pricewright.gateway.event.QueryAnswers.COUNTS;
import static io.pricewright.gateway.event.QueryAnswers.EVENTS;
import static io.pricewright.gateway.event.QueryAnswers.TASK;
import static io.pricewright.gateway.event.QueryAnswers.USAGE;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.rules.id.EnvironmentId;
import io.pricewright.rules.id.TaskId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventSearch;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Questions about stored events: lists, counts by outcome, usage, and rating parked ones again. */
public final class QueryRoutes {
  private final MeasureMeter measure;

  /** Asks with these caches. */
  public QueryRoutes(Snapshots snapshots) {
    this.measure = new MeasureMeter(snapshots);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.EVENTS_READ;
    return List.of(
        Route.post(
                "/v1/events/query",
                read,
                "Lists events.",
                200,
                EventQueryDraft.BODY,
                EVENTS,
                in.of(QueryRoutes::query))
            .says("Also by outcome and reason, in pages by offset or by key."),
        Route.post(
            "/v1/events/counts",
            read,
            "Counts events by name, outcome and reason.",
            200,
            EventQueryDraft.COUNTED,
            COUNTS,
            in.of(QueryRoutes::counts)),
        Route.post(
            "/v1/events/usage/meter",
            Scopes.USAGE_READ,
            "Measures a meter's usage.",
            200,
            UsageDraft.BODY,
            USAGE,
            in.of(this::usage)),
        Route.post(
                "/v1/events/rerate",
                Scopes.EVENTS_WRITE,
                "Rates parked events again.",
                202,
                RerateDraft.BODY,
                TASK,
                in.creating(QueryRoutes::rerate))
            .says("One by id, or those of a customer or a reason."),
        Route.get(
            "/v1/tasks/{id}",
            read,
            "Reads how far a task came.",
            TASK,
            in.of((tx, request, now) -> task(tx, request.path("id")))));
  }

  private static Future<Answer> query(Tx tx, Request request, Instant now) {
    EnvironmentId environment = request.caller().environmentId();
    return FindEvents.run(tx, EventQueryDraft.read(request), now)
        .map(found -> Answer.ok(EVENTS, QueryAnswers.Events.of(found, environment)));
  }

  private static Future<Answer> counts(Tx tx, Request request, Instant now) {
    return EventQueryDraft.counted(request)
        .query(tx, now)
        .compose(
            query ->
                EventSearch.counts(tx, query)
                    .map(counts -> Answer.ok(COUNTS, QueryAnswers.Counts.of(query, counts))));
  }

  private Future<Answer> usage(Tx tx, Request request, Instant now) {
    return measure
        .run(tx, UsageDraft.read(request, now))
        .map(measured -> Answer.ok(USAGE, QueryAnswers.Usage.of(measured)));
  }

  private static Future<Answer> rerate(Tx tx, Request request, Instant now) {
    return RerateEvents.run(tx, RerateDraft.read(request), now)
        .map(task -> Answer.json(202, TASK.json(QueryAnswers.TaskAnswer.of(task))));
  }

  private static Future<Answer> task(Tx tx, String id) {
    return Tasks.find(tx, new TaskId(id))
        .map(
            task ->
                Answer.ok(
                    TASK,
                    QueryAnswers.TaskAnswer.of(
                        task.orElseThrow(
                            () ->
                                new ProblemException(
                                    new Problem.NotFound("There is no such task."))))));
  }
}
