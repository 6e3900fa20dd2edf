package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotBlank;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.json.Json;
import org.jspecify.annotations.Nullable;

/** What a body says of a new plan. */
@Named("CreatePlan")
record PlanDraft(
    @Longest(255) @Example("Pro") String name,
    @Longest(255) @Example("pro") @Says("Your own key, unique among published plans.")
        @Nullable String lookupKey,
    @Nullable String description,
    @Bounds(min = 0, max = 1_000_000) @Nullable Integer displayOrder,
    @Metadata Json.Obj metadata) {
  static final Body<PlanDraft> BODY = Body.of(PlanDraft.class);

  CreatePlan.Command toCommand() {
    return new CreatePlan.Command(name, lookupKey, description, displayOrder, metadata);
  }

  /** What a body says of a plan that changes; what is left out stays as it is. */
  @Named("UpdatePlan")
  record Change(
      @NotBlank @Longest(255) @Example("Pro") @Nullable String name,
      @Longest(255) @Nullable String lookupKey,
      @Nullable String description,
      @Bounds(min = 0, max = 1_000_000) @Nullable Integer displayOrder,
      @Metadata Json.@Nullable Obj metadata) {
    static final Body<Change> BODY = Body.of(Change.class);

    static ChangePlan.Command read(Request request) {
      Change draft = request.read(BODY).done();
      return new ChangePlan.Command(
          new PlanId(request.path("id")),
          draft.name(),
          draft.lookupKey(),
          draft.description(),
          draft.displayOrder(),
          draft.metadata());
    }
  }
}
