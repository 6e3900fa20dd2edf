package io.pricewright.gateway.rollout;

import io.pricewright.gateway.http.Shape;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.money.Money;
import io.pricewright.store.rollout.RolloutStep;
import io.pricewright.store.rollout.Rollouts;
import io.pricewright.store.rollout.StoredRollout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rollouts as clients see them. */
final class RolloutAnswers {
  static final Shape ROLLOUT =
      Shape.of(
          "Rollout",
          "id, name, lineage_id, price_id, state, mode, at:time, plan:object, simulation_id,"
              + " pending, line_items_reached:integer, line_items_held:integer,"
              + " line_items_to_count:integer, steps:array, created_at:time, updated_at:time");
  static final Shape DIFFERENCES = Shape.of("RolloutDifferences", "items:array");

  private RolloutAnswers() {}

  static Json.Obj of(
      StoredRollout rollout,
      @Nullable List<RolloutStep> steps,
      Rollouts.@Nullable Numbers numbers) {
    Json.Obj plan = rollout.plan().toJson();
    return ROLLOUT
        .fill()
        .set("id", rollout.id())
        .set("name", rollout.name())
        .set("lineage_id", rollout.lineageId())
        .set("price_id", rollout.priceId())
        .set("state", rollout.state().toApi())
        .set("mode", plan.string("mode"))
        .set("at", rollout.plan().at())
        .set("plan", plan)
        .set("simulation_id", rollout.simulationId())
        .set("pending", rollout.pending())
        .set("line_items_reached", numbers == null ? Json.nothing() : Json.of(numbers.reached()))
        .set("line_items_held", numbers == null ? Json.nothing() : Json.of(numbers.holds()))
        .set("line_items_to_count", numbers == null ? Json.nothing() : Json.of(numbers.uncounted()))
        .set(
            "steps",
            steps == null
                ? Json.nothing()
                : new Json.Arr(steps.stream().<Json>map(RolloutAnswers::step).toList()))
        .set("created_at", rollout.createdAt())
        .set("updated_at", rollout.updatedAt())
        .json();
  }

  private static Json step(RolloutStep step) {
    return Json.Obj.EMPTY
        .with("action", Json.of(step.action()))
        .with("from_state", Json.of(step.from()))
        .with("to_state", Json.of(step.to()))
        .with("actor", Json.of(step.actor()))
        .with("reason", Json.of(step.reason()))
        .with("details", JsonReader.parseObject(step.details()))
        .with("at", Json.of(step.at().toString()));
  }

  static Json differences(List<Rollouts.Difference> all) {
    return DIFFERENCES
        .fill()
        .set(
            "items",
            new Json.Arr(
                all.stream()
                    .<Json>map(
                        one ->
                            Json.Obj.EMPTY
                                .with("external_id", Json.of(one.externalId()))
                                .with(
                                    "baseline",
                                    Json.of(Money.plain(one.baseline()).toPlainString()))
                                .with(
                                    "candidate",
                                    Json.of(Money.plain(one.candidate()).toPlainString()))
                                .with(
                                    "difference",
                                    Json.of(
                                        Money.plain(one.candidate().subtract(one.baseline()))
                                            .toPlainString()))
                                .with("events", Json.of(one.events()))
                                .with("evaluated_at", Json.of(one.at().toString())))
                    .toList()))
        .json();
  }
}
