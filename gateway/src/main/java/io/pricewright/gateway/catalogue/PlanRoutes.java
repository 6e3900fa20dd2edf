package io.pricewright.gateway.catalogue;

import static io.pricewright.gateway.catalogue.PlanAnswers.PLAN;

import io.pricewright.gateway.catalogue.PlanAnswers.Shown;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Pages;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Searching;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Sought.ColumnType;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.PlanRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The routes of plans. */
public final class PlanRoutes {
  private static final Searching SEARCH =
      Searching.published("SearchPlans", "id", "name", "lookup_key")
          .where("plan_ids", "id")
          .where("lookup_key", "lookup_key")
          .filtered("display_order", ColumnType.NUMBER)
          .sorted("name")
          .sorted("display_order")
          .expanding("prices", "entitlements");

  private static final Set<String> WHOLE = Set.of("prices", "entitlements");

  private final CreatePlan create;
  private final ChangePlan change = new ChangePlan();
  private final ArchivePlan archive = new ArchivePlan();

  /** Makes routes that give new plans ids. */
  public PlanRoutes(Ids ids) {
    this.create = new CreatePlan(ids);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.CATALOGUE_READ;
    String write = Scopes.CATALOGUE_WRITE;
    return List.of(
        Route.post(
                "/v1/plans",
                write,
                "Creates a plan.",
                201,
                PlanDraft.BODY,
                PLAN,
                in.creating(this::create))
            .fails(Problem.AlreadyExists.class),
        Route.list("/v1/plans", read, "Lists plans, newest first.", PLAN, in.of(PlanRoutes::list)),
        Route.post(
            "/v1/plans/search",
            read,
            "Searches plans, newest first.",
            200,
            SEARCH,
            PLAN.paged(),
            in.of(PlanRoutes::search)),
        Route.put(
                "/v1/plans/{id}",
                write,
                "Changes what a plan is called.",
                PlanDraft.Change.BODY,
                PLAN,
                in.changing(this::change))
            .fails(Problem.AlreadyExists.class),
        Route.delete(
                "/v1/plans/{id}",
                write,
                "Archives a plan.",
                PLAN.removed(),
                in.changing(this::archive))
            .says("Nobody subscribes to it any more, its subscriptions go on.")
            .fails(Problem.InvalidOperation.class),
        Route.get(
            "/v1/plans/{id}",
            read,
            "Reads a plan with its prices and entitlements.",
            PLAN,
            in.of(PlanRoutes::read)),
        PlanRightsRoutes.route(in));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    return create
        .run(tx, request.read(PlanDraft.BODY).done().toCommand(), now)
        .map(row -> Shown.whole(row, List.of(), List.of(), request.caller()))
        .map(plan -> Answer.created(PLAN, plan));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    return Pages.of(
        tx,
        PlanRow.TABLE,
        Where.is(PlanRow.STATUS, Status.PUBLISHED),
        request.page(),
        PLAN,
        Pages.each(row -> Shown.of(row, request.caller())));
  }

  private static Future<Answer> search(Tx tx, Request request, Instant now) {
    Search search = request.read(SEARCH);
    return Pages.found(
        tx,
        PlanRow.TABLE,
        search,
        PLAN,
        rows -> PlanAnswers.show(tx, rows, search.expand(), request.caller()));
  }

  private Future<Answer> change(Tx tx, Request request, Instant now) {
    return shown(tx, request, change.run(tx, PlanDraft.Change.read(request), now));
  }

  private Future<Answer> archive(Tx tx, Request request, Instant now) {
    return archive
        .run(tx, new PlanId(request.path("id")), now)
        .compose(plan -> PlanAnswers.show(tx, List.of(plan), WHOLE, request.caller()))
        .map(shown -> Answer.removed(PLAN, shown.getFirst(), "The plan is archived."));
  }

  private static Future<Answer> read(Tx tx, Request request, Instant now) {
    return shown(tx, request, find(tx, request));
  }

  /** Finds the plan that a path names. Fails with {@code Problem.NotFound}. */
  static Future<PlanRow> find(Tx tx, Request request) {
    return Existing.find(tx, PlanRow.TABLE, "plan", new PlanId(request.path("id")));
  }

  private static Future<Answer> shown(Tx tx, Request request, Future<PlanRow> found) {
    return found
        .compose(plan -> PlanAnswers.show(tx, List.of(plan), WHOLE, request.caller()))
        .map(plan -> Answer.ok(PLAN, plan.getFirst()));
  }
}
