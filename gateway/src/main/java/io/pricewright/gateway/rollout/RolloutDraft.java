package io.pricewright.gateway.rollout;

import io.pricewright.gateway.catalogue.CallScriptDraft;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.AtMost;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotNegative;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.rollout.Guard;
import io.pricewright.rules.rollout.RolloutPlan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a body says of a new rollout: a version of a price, whom it is meant for, and from when. */
@Named("MakeRollout")
record RolloutDraft(
    @Longest(100) @Example("Cheaper seats") String name,
    @Says("Any version of the price. Of a simulation of one price it may be left out.")
        @Nullable PriceId priceId,
    @Says("A script with params; or give `simulation_id`.") @Nullable CallScriptDraft candidate,
    @Says("A simulation that is done: what it tried is rolled out, to the last parameter.")
        @Nullable SimulationId simulationId,
    @Longest(60) @Says("Which of its candidates, where it has several.")
        @Nullable String candidateName,
    @Default("next_period") RolloutPlan.Mode mode,
    @Says("From when, with mode `at` only.") @Nullable Instant at,
    @AtMost(1_000) @Says("Only these customers; anybody when left out.")
        List<String> externalCustomerIds,
    @Nullable Attribute attribute,
    @Default("100") @Says("Share of the customers, above 0 to 100.") BigDecimal percent,
    @Nullable Rails guard,
    @Longest(1_000) @Example("Seats cost less since May.") String reason) {
  static final Body<RolloutDraft> BODY = Body.of(RolloutDraft.class);

  /** Only customers whose metadata has one of some values at a key. */
  @Named("RolloutAttribute")
  record Attribute(
      @Longest(100) @Example("region") String key,
      @AtMost(100) @Example("[\"eu\"]") List<String> values) {}

  /** What ends the rollout. */
  @Named("RolloutGuard")
  record Rails(
      @NotNegative @Says("Most that one customer's amount may move, up or down.")
          @Nullable BigDecimal maxChangePercent,
      @NotNegative @Says("Most that the sum of all affected may move.")
          @Nullable BigDecimal maxTotalPercent,
      @Default("0") @Bounds(min = 0, max = 1_000_000) @Says("How many customers may move further.")
          int maxCustomersBeyond,
      @Default("0") @Bounds(min = 0, max = 1_000_000) @Says("How much usage may lose its price.")
          int maxErrors,
      @Bounds(min = 1, max = 1_000_000_000) @Says("Most steps that 99 of 100 evaluations may take.")
          @Nullable Long maxSteps) {
    private Guard guard() {
      return new Guard(maxChangePercent, maxTotalPercent, maxCustomersBeyond, maxErrors, maxSteps);
    }
  }

  /** Reads a rollout. Fails with {@code Problem.InvalidRequest}. */
  static MakeRollout.Command read(Request request) {
    Given<RolloutDraft> given = request.read(BODY);
    if ((given.draft().mode() == RolloutPlan.Mode.AT) != (given.draft().at() != null)) {
      given.refuse("at", "required", "Give 'at' with mode at, and only there.");
    }
    checkWhat(given);
    BigDecimal percent = given.draft().percent();
    if (percent.signum() <= 0 || percent.compareTo(RolloutPlan.ALL) > 0) {
      given.refuse("percent", "out_of_range", "Send a share above 0, to 100.");
    }
    return given.done().command(request.caller().keyId().value());
  }

  private static void checkWhat(Given<RolloutDraft> given) {
    RolloutDraft draft = given.draft();
    if (given.has("simulation_id")) {
      if (given.has("candidate")) {
        given.refuse("candidate", "ambiguous", "Give either candidate or simulation_id.");
      }
      return;
    }
    if (!given.has("candidate")) {
      given.refuse("candidate", "required", "Give a script with params, or a simulation_id.");
    }
    if (!given.has("price_id")) {
      given.refuse("price_id", "required", "Give a version of the price.");
    }
    if (draft.candidateName() != null) {
      given.refuse("candidate_name", "not_supported", "It goes with simulation_id.");
    }
  }

  private MakeRollout.Command command(String actor) {
    CallScriptDraft called = candidate;
    return new MakeRollout.Command(
        name,
        called == null
            ? new MakeRollout.What.Simulated(
                Objects.requireNonNull(simulationId), candidateName, priceId)
            : new MakeRollout.What.Called(Objects.requireNonNull(priceId), called.wanted()),
        new RolloutPlan(
            mode,
            at,
            null,
            attribute == null ? null : attribute.key(),
            attribute == null ? List.of() : attribute.values(),
            percent,
            guard == null ? Guard.NONE : guard.guard()),
        externalCustomerIds.stream().map(ExternalId::new).toList(),
        actor,
        reason);
  }
}
