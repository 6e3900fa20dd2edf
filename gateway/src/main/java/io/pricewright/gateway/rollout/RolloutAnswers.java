package io.pricewright.gateway.rollout;

import io.pricewright.gateway.catalogue.PriceCallAnswers;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.RolloutId;
import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.rollout.Guard;
import io.pricewright.rules.rollout.RolloutAction;
import io.pricewright.rules.rollout.RolloutPlan;
import io.pricewright.rules.rollout.RolloutState;
import io.pricewright.rules.rollout.TakeBack;
import io.pricewright.store.database.Tx;
import io.pricewright.store.rollout.Assignments;
import io.pricewright.store.rollout.Differences;
import io.pricewright.store.rollout.Rollouts;
import io.pricewright.store.row.RolloutRow;
import io.pricewright.store.row.RolloutStepRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered of rollouts. */
final class RolloutAnswers {
  static final Body<Shown> ROLLOUT = Body.of(Shown.class);
  static final Body<Recorded> DIFFERENCES = Body.of(Recorded.class);

  private RolloutAnswers() {}

  /** A rollout; in lists without its numbers and steps. */
  @Named("Rollout")
  record Shown(
      RolloutId id,
      @Example("Cheaper seats") String name,
      LineageId lineageId,
      @Says("The version that is rolled out.") PriceId priceId,
      @Says("The same in words, beside what holds for everybody.")
          PriceCallAnswers.@Nullable Beside price,
      RolloutState state,
      RolloutPlan.Mode mode,
      @Nullable Instant at,
      Plan plan,
      @Nullable SimulationId simulationId,
      @Says("How it is still to be taken back.") @Nullable TakeBack pending,
      @Nullable Long lineItemsReached,
      @Nullable Long lineItemsHeld,
      @Says("How many are still to be priced again.") @Nullable Long lineItemsToCount,
      @Says("Who did what, and why; first to last.") @Nullable List<Step> steps,
      Instant createdAt,
      Instant updatedAt) {
    static Shown of(
        RolloutRow row,
        PriceCallAnswers.@Nullable Beside price,
        @Nullable List<RolloutStepRow> steps,
        Assignments.@Nullable Numbers numbers) {
      return new Shown(
          row.id(),
          row.name(),
          row.lineageId(),
          row.priceId(),
          price,
          row.state(),
          row.plan().mode(),
          row.plan().at(),
          Plan.of(row.plan()),
          row.simulationId(),
          row.pending(),
          numbers == null ? null : numbers.reached(),
          numbers == null ? null : numbers.holds(),
          numbers == null ? null : numbers.uncounted(),
          steps == null ? null : steps.stream().map(Step::of).toList(),
          row.createdAt(),
          row.updatedAt());
    }
  }

  /** Whom a rollout reaches, from when, and what ends it. */
  @Named("RolloutPlan")
  record Plan(
      RolloutPlan.Mode mode,
      @Nullable Instant at,
      @Says("Numbers of the only customers it is meant for; null is any.")
          @Nullable List<Long> customers,
      @Nullable String attribute,
      List<String> values,
      BigDecimal percent,
      Rails guard) {
    static Plan of(RolloutPlan plan) {
      List<CustomerNo> customers = plan.customers();
      return new Plan(
          plan.mode(),
          plan.at(),
          customers == null ? null : customers.stream().map(CustomerNo::value).toList(),
          plan.attribute(),
          plan.values(),
          plan.percent(),
          Rails.of(plan.guard()));
    }
  }

  /** The guard rails. */
  @Named("RolloutGuardRails")
  record Rails(
      @Nullable BigDecimal maxChangePercent,
      @Nullable BigDecimal maxTotalPercent,
      int maxCustomersBeyond,
      int maxErrors,
      @Nullable Long maxSteps) {
    static Rails of(Guard guard) {
      return new Rails(
          guard.maxChangePercent(),
          guard.maxTotalPercent(),
          guard.maxCustomersBeyond(),
          guard.maxErrors(),
          guard.maxSteps());
    }
  }

  /** A step of the audit trail. */
  @Named("RolloutStep")
  record Step(
      RolloutAction action,
      @Nullable RolloutState fromState,
      RolloutState toState,
      @Says("Id of the API key, or `server`.") @Example("server") String actor,
      @Nullable String reason,
      @Says("The plan as it was then, or what the server saw.") Json.Obj details,
      Instant at) {
    static Step of(RolloutStepRow row) {
      return new Step(
          row.action(),
          row.fromState(),
          row.toState(),
          row.actor(),
          row.reason(),
          row.details(),
          row.madeAt());
    }
  }

  /** What a shadow recorded, the greatest differences first. */
  @Named("RolloutDifferences")
  record Recorded(List<Difference> items) {
    static Recorded of(List<Differences.Difference> all) {
      return new Recorded(all.stream().map(Difference::of).toList());
    }
  }

  /** What a customer's usage costs by both prices. */
  @Named("RolloutDifference")
  record Difference(
      ExternalId externalId,
      BigDecimal baseline,
      BigDecimal candidate,
      @Says("Candidate minus baseline.") BigDecimal difference,
      long events,
      Instant evaluatedAt) {
    static Difference of(Differences.Difference one) {
      Guard.Moved moved = one.moved();
      return new Difference(
          one.externalId(),
          moved.baseline(),
          moved.candidate(),
          moved.difference(),
          one.row().events(),
          one.row().evaluatedAt());
    }
  }

  /** Shows a rollout with its audit trail and how far it came. */
  static Future<Shown> show(Tx tx, RolloutRow row) {
    return PriceCallAnswers.besideLive(tx, row.priceId())
        .compose(
            price ->
                Rollouts.steps(tx, row.id())
                    .compose(
                        steps ->
                            Assignments.numbers(tx, row.id())
                                .map(numbers -> Shown.of(row, price, steps, numbers))));
  }
}
