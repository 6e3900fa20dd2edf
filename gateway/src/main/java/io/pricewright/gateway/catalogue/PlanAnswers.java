package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.MadeAnswer;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.row.PlanRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered of plans. */
public final class PlanAnswers {
  static final Body<Shown> PLAN = Body.of(Shown.class);

  private PlanAnswers() {}

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
      @Says("Its published prices; null in lists.") @Nullable List<PriceAnswers.Shown> prices,
      @Says("Its published entitlements; null in lists.") @Example("[]")
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

    private static Shown of(
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
}
