package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.MadeAnswer;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Pagination;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.EntitlementRow;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.PriceRow;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is answered of plans. */
public final class PlanAnswers {
  static final Body<Shown> PLAN = Body.of(Shown.class);
  static final Body<Entitled> ENTITLED = Body.of(Entitled.class);

  private static final int MOST = 100_000;

  private PlanAnswers() {}

  /** A part of a plan's entitlements, beside the plan: clients look for either. */
  @Named("PlanEntitlements")
  record Entitled(
      @Inline Shown plan, List<EntitlementAnswers.Shown> items, Pagination pagination) {}

  /** A plan. */
  @Named("Plan")
  public record Shown(
      PlanId id,
      @Inline MadeAnswer made,
      @Example("Pro") String name,
      @Example("pro") @Nullable String lookupKey,
      @Nullable String description,
      @Nullable Integer displayOrder,
      @Metadata Json.Obj metadata,
      @Says("Its published prices; null in lists, unless they are asked for.")
          @Nullable List<PriceAnswers.Shown> prices,
      @Says("Its published entitlements; null in lists, unless they are asked for.") @Example("[]")
          @Nullable List<EntitlementAnswers.Shown> entitlements,
      @Says("Always empty, and null in lists; see the plan's credit grants.") @Example("[]")
          @Nullable List<Json> creditGrants) {
    /** Returns a plan without its prices and entitlements. */
    public static Shown of(PlanRow row, Caller caller) {
      return of(row, null, null, null, caller);
    }

    /** Returns a plan with them. */
    static Shown whole(
        PlanRow row,
        List<PriceAnswers.Shown> prices,
        List<EntitlementAnswers.Shown> rights,
        Caller caller) {
      return of(row, prices, rights, List.of(), caller);
    }

    static Shown of(
        PlanRow row,
        @Nullable List<PriceAnswers.Shown> prices,
        @Nullable List<EntitlementAnswers.Shown> rights,
        @Nullable List<Json> grants,
        Caller caller) {
      return new Shown(
          row.id(),
          MadeAnswer.of(row.status(), row.createdAt(), row.updatedAt(), caller),
          row.name(),
          row.lookupKey(),
          row.description(),
          row.displayOrder(),
          row.metadata(),
          prices,
          rights,
          grants);
    }
  }

  /**
   * Shows plans in their order, with their published prices and entitlements if these are asked
   * for.
   */
  static Future<List<Shown>> show(Tx tx, List<PlanRow> plans, Set<String> expand, Caller caller) {
    List<PlanId> ids = plans.stream().map(PlanRow::id).toList();
    boolean priced = expand.contains("prices");
    boolean entitled = expand.contains("entitlements");
    Future<Map<PlanId, List<PriceAnswers.Shown>>> prices =
        priced ? prices(tx, ids, caller) : Future.succeededFuture(Map.of());
    Future<Map<String, List<EntitlementAnswers.Shown>>> rights =
        entitled ? rights(tx, ids, caller) : Future.succeededFuture(Map.of());
    return Future.join(prices, rights)
        .map(
            both ->
                plans.stream()
                    .map(
                        plan ->
                            Shown.of(
                                plan,
                                priced ? prices.result().getOrDefault(plan.id(), List.of()) : null,
                                entitled
                                    ? rights.result().getOrDefault(plan.id().value(), List.of())
                                    : null,
                                priced && entitled ? List.of() : null,
                                caller))
                    .toList());
  }

  private static Future<Map<PlanId, List<PriceAnswers.Shown>>> prices(
      Tx tx, List<PlanId> plans, Caller caller) {
    return PriceRow.TABLE
        .list(
            tx,
            Where.is(PriceRow.STATUS, Status.PUBLISHED).andAny(PriceRow.ENTITY_ID, plans),
            MOST,
            0)
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.groupingBy(
                            PriceRow::entityId,
                            Collectors.mapping(
                                row -> PriceAnswers.Shown.of(row, caller), Collectors.toList()))));
  }

  private static Future<Map<String, List<EntitlementAnswers.Shown>>> rights(
      Tx tx, List<PlanId> plans, Caller caller) {
    return EntitlementRow.TABLE
        .list(
            tx,
            Where.is(EntitlementRow.STATUS, Status.PUBLISHED)
                .andAny(EntitlementRow.ENTITY_ID, plans.stream().map(PlanId::value).toList()),
            MOST,
            0)
        .compose(rows -> EntitlementAnswers.show(tx, rows, caller))
        .map(
            shown ->
                shown.stream().collect(Collectors.groupingBy(EntitlementAnswers.Shown::entityId)));
  }
}
