package io.pricewright.gateway.rollout;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.RolloutId;
import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.rollout.RolloutAction;
import io.pricewright.rules.rollout.TakeBack;
import java.math.BigDecimal;

/** What bodies say of changes of a rollout: why, and what some of them need besides. */
final class ChangeDraft {
  static final Body<Why> WHY = Body.of(Why.class);
  static final Body<Widen> WIDEN = Body.of(Widen.class);
  static final Body<RollBack> ROLL_BACK = Body.of(RollBack.class);
  static final Body<Simulated> SIMULATED = Body.of(Simulated.class);

  private ChangeDraft() {}

  /** A change that needs nothing but its reason. */
  @Named("RolloutReason")
  record Why(@Longest(1_000) @Example("Its simulation was fine.") String reason) {
    static ChangeRollout.Step read(Request request, RolloutAction action) {
      return step(request, action, request.read(WHY).done().reason());
    }
  }

  /** A greater share of the customers. */
  @Named("WidenRollout")
  record Widen(
      @Longest(1_000) @Example("Nobody complained.") String reason,
      @Required("Send a share above the present one, to 100.")
          @Example("50")
          @Says("The share, not below the present one, to 100.")
          BigDecimal percent) {
    static WidenRollout.Command read(Request request) {
      Widen draft = request.read(WIDEN).done();
      return new WidenRollout.Command(
          step(request, RolloutAction.WIDEN, draft.reason()), draft.percent());
    }
  }

  /** How it is taken back. */
  @Named("RollBack")
  record RollBack(
      @Longest(1_000) @Example("It counts seats twice.") String reason,
      @Default("now") @Says("`now`: it holds until now. `reprice`: as if it had never been.")
          TakeBack mode) {
    static RollBackRollout.Command read(Request request) {
      RollBack draft = request.read(ROLL_BACK).done();
      return new RollBackRollout.Command(
          step(request, RolloutAction.ROLLBACK, draft.reason()), draft.mode());
    }
  }

  /** The simulation that was looked at. */
  @Named("RolloutSimulated")
  record Simulated(
      @Longest(1_000) @Example("Nobody pays a tenth more.") String reason,
      SimulationId simulationId) {
    static NoteSimulation.Command read(Request request) {
      Simulated draft = request.read(SIMULATED).done();
      return new NoteSimulation.Command(
          step(request, RolloutAction.SIMULATED, draft.reason()), draft.simulationId());
    }
  }

  private static ChangeRollout.Step step(Request request, RolloutAction action, String reason) {
    return new ChangeRollout.Step(
        new RolloutId(request.path("id")), action, request.caller().keyId().value(), reason);
  }
}
