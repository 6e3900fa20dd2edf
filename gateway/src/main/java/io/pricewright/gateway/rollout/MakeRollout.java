package io.pricewright.gateway.rollout;

import io.pricewright.gateway.catalogue.PriceScripts;
import io.pricewright.gateway.catalogue.RolloutPrices;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.RolloutId;
import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rollout.RolloutAction;
import io.pricewright.rules.rollout.RolloutPlan;
import io.pricewright.rules.rollout.RolloutState;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.rollout.Rollouts;
import io.pricewright.store.row.RolloutRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a rollout with a new version of its price, which holds nowhere until it is assigned.
 *
 * <p>Fails with {@code InvalidRequest} (no such price, script or customer, parameters that the
 * script's schema refuses) and what a new price version may fail with.
 */
final class MakeRollout {
  private final Ids ids;
  private final RolloutPrices prices;

  /**
   * What to roll out.
   *
   * @param name for people
   * @param what the price, and script and parameters of its new version
   * @param plan from when, and whom it reaches, customers aside
   * @param customers whom alone; nobody: everybody
   * @param actor id of the API key
   * @param reason why
   */
  record Command(
      String name,
      What what,
      RolloutPlan plan,
      List<ExternalId> customers,
      String actor,
      String reason) {}

  /** Which price gets what. */
  sealed interface What {
    /** Any version of the price, and a script with parameters. */
    record Called(PriceId priceId, PriceScripts.Wanted wanted) implements What {}

    /**
     * What a simulation tried.
     *
     * @param candidate its name, where there are several
     * @param priceId a version of the price, where the candidate changes several
     */
    record Simulated(SimulationId id, @Nullable String candidate, @Nullable PriceId priceId)
        implements What {}
  }

  MakeRollout(Ids ids) {
    this.ids = ids;
    this.prices = new RolloutPrices(ids);
  }

  /** Makes it, and returns it. */
  Future<RolloutRow> run(Tx tx, Command command, Instant now) {
    return plan(tx, command)
        .compose(
            plan ->
                version(tx, command.what(), now)
                    .compose(made -> add(tx, command, plan, made, now)));
  }

  private Future<RolloutPrices.Made> version(Tx tx, What what, Instant now) {
    return switch (what) {
      case What.Called called -> prices.add(tx, called.priceId(), called.wanted(), null, now);
      case What.Simulated simulated ->
          TriedPrice.of(tx, simulated)
              .compose(
                  tried -> prices.add(tx, tried.priceId(), tried.wanted(), tried.bounds(), now));
    };
  }

  private static @Nullable SimulationId simulation(What what) {
    return what instanceof What.Simulated simulated ? simulated.id() : null;
  }

  private static Future<RolloutPlan> plan(Tx tx, Command command) {
    if (command.customers().isEmpty()) {
      return Future.succeededFuture(command.plan());
    }
    List<ExternalId> named = command.customers();
    return Customers.resolve(tx, named).map(known -> command.plan().only(found(named, known)));
  }

  private static List<CustomerNo> found(List<ExternalId> named, Map<ExternalId, CustomerNo> known) {
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      if (!known.containsKey(named.get(i))) {
        errors.add(
            new FieldError(
                "/external_customer_ids/" + i,
                "not_found",
                "There is no customer with that external id."));
      }
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(
          new Problem.InvalidRequest("Customers are missing; errors says which.", errors));
    }
    return known.values().stream().distinct().toList();
  }

  private Future<RolloutRow> add(
      Tx tx, Command command, RolloutPlan plan, RolloutPrices.Made made, Instant now) {
    RolloutRow row =
        new RolloutRow(
            new RolloutId(ids.next("roll", now)),
            command.name(),
            made.row().lineageId(),
            made.row().id(),
            made.tested() ? RolloutState.TESTED : RolloutState.DRAFT,
            plan,
            simulation(command.what()),
            null,
            now,
            now);
    return Rollouts.add(tx, row)
        .compose(
            added ->
                ChangeRollout.note(
                    tx,
                    row,
                    null,
                    RolloutAction.MAKE,
                    command.actor(),
                    command.reason(),
                    plan.toJson()))
        .map(row);
  }
}
