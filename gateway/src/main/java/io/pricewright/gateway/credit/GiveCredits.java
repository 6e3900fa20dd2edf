package io.pricewright.gateway.credit;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CreditGrantId;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.rules.wallet.Cadence;
import io.pricewright.rules.wallet.CreditGrantScope;
import io.pricewright.rules.wallet.ExpirationType;
import io.pricewright.rules.wallet.ExpirationUnit;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.CreditGrantRow;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.wallet.DueCustomers;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives credits with a plan or subscription, once or again and again. A plan's reach subscriptions
 * made after it; a subscription's are due at once.
 *
 * <p>Fails with {@code NotFound} (the plan is not there or archived, the subscription is not there
 * or cancelled).
 */
final class GiveCredits {
  private final Ids ids;

  /**
   * What is given.
   *
   * @param name for people
   * @param scope with what
   * @param plan with which plan, when it is one
   * @param subscription with which subscription, when it is one
   * @param credits how many each time, more than 0
   * @param cadence once or again
   * @param period how often, when again
   * @param periodCount periods between two; null: one
   * @param expiration when they expire
   * @param duration how long they last, where that counts
   * @param unit in what that is counted
   * @param priority lower is drawn first, null last
   * @param rate currency a credit is worth, or null
   * @param topUpRate price of a credit, or null
   * @param rolloverCap most credits of a period with the carried rest; null: none is carried
   * @param forfeit whether what is left ends with the subscription
   * @param start when the first come; null: with the subscription
   * @param end none come from then on; null: they come for ever
   * @param metadata the tenant's own
   */
  record Command(
      String name,
      CreditGrantScope scope,
      @Nullable PlanId plan,
      @Nullable SubscriptionId subscription,
      BigDecimal credits,
      Cadence cadence,
      @Nullable BillingPeriod period,
      @Nullable Integer periodCount,
      ExpirationType expiration,
      @Nullable Integer duration,
      @Nullable ExpirationUnit unit,
      @Nullable Integer priority,
      @Nullable BigDecimal rate,
      @Nullable BigDecimal topUpRate,
      @Nullable BigDecimal rolloverCap,
      boolean forfeit,
      @Nullable Instant start,
      @Nullable Instant end,
      Json.Obj metadata) {}

  GiveCredits(Ids ids) {
    this.ids = ids;
  }

  /** Gives them, and returns the credit grant. */
  Future<CreditGrantRow> run(Tx tx, Command command, Instant now) {
    CreditGrantRow row = row(command, now);
    Future<Void> added =
        command.scope() == CreditGrantScope.PLAN
            ? withPlan(tx, row, Objects.requireNonNull(command.plan()))
            : withSubscription(tx, row, Objects.requireNonNull(command.subscription()), now);
    return added.map(row);
  }

  private CreditGrantRow row(Command command, Instant now) {
    return new CreditGrantRow(
        new CreditGrantId(ids.next("cg", now)),
        command.name(),
        command.scope(),
        command.plan(),
        command.subscription(),
        command.credits(),
        command.cadence(),
        command.period(),
        command.periodCount(),
        command.expiration(),
        command.duration(),
        command.unit(),
        command.priority(),
        command.rate(),
        command.topUpRate(),
        command.rolloverCap(),
        command.forfeit(),
        command.start(),
        command.end(),
        command.metadata(),
        Status.PUBLISHED,
        now,
        now);
  }

  private static Future<Void> withPlan(Tx tx, CreditGrantRow row, PlanId id) {
    return PlanRow.TABLE
        .find(tx, id)
        .compose(
            found -> {
              if (there(found, "plan", id, "/plan_id").status() != Status.PUBLISHED) {
                throw Existing.missing("plan", id, "/plan_id", "is archived");
              }
              return CreditGrantRow.TABLE.add(tx, row);
            });
  }

  private static Future<Void> withSubscription(
      Tx tx, CreditGrantRow row, SubscriptionId id, Instant now) {
    return SubscriptionRow.TABLE
        .find(tx, id)
        .compose(
            found -> {
              SubscriptionRow subscription = there(found, "subscription", id, "/subscription_id");
              if (subscription.subscriptionStatus() == SubscriptionStatus.CANCELLED) {
                throw Existing.missing("subscription", id, "/subscription_id", "is cancelled");
              }
              return Gates.take(tx, subscription.customerNo())
                  .compose(gate -> CreditGrantRow.TABLE.add(tx, row))
                  .compose(added -> DueCustomers.enrol(tx, id, subscription.customerNo(), now));
            });
  }

  private static <T> T there(Optional<T> found, String what, Id id, String pointer) {
    return found.orElseThrow(() -> Existing.missing(what, id, pointer, "is not there"));
  }
}
