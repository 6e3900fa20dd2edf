package io.pricewright.rules.billing;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rating.Segment;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.ServicePeriod;
import io.pricewright.rules.subscription.Subscription;
import java.math.BigDecimal;
import java.util.List;

/**
 * A fixed price that its script computes, as if the quantity were usage; on the script pool's
 * threads only. Fails with {@code Problem.InvalidOperation} when the script gives no price.
 *
 * @param engine evaluates
 * @param subscription whose
 * @param lineItem which of it
 * @param versions the lineage of its price, oldest first; not empty
 */
public record ScriptedPrice(
    ScriptEngine engine, Subscription subscription, LineItem lineItem, List<PriceVersion> versions)
    implements FixedPrice {
  public ScriptedPrice {
    versions = List.copyOf(versions);
  }

  @Override
  public BigDecimal of(ServicePeriod period, BigDecimal quantity) {
    PriceVersion price = version(period);
    ScriptInput input =
        new ScriptInput(
            Json.Obj.EMPTY.with("quantity", Json.of(Money.plain(quantity).toPlainString())).text(),
            price.params(),
            context(price, period));
    return switch (engine.evaluate(price.script(), List.of(input)).getFirst()) {
      case ScriptOutcome.Priced priced -> Money.round12(priced.amount());
      case ScriptOutcome.Failed failed ->
          throw new ProblemException(
              new Problem.InvalidOperation(
                  "Script '%s' of fixed price '%s' gives no price (%s): %s"
                      .formatted(
                          price.script().label(), price.id(), failed.reason(), failed.detail())));
    };
  }

  /** Returns the version that prices a service period. */
  public PriceVersion version(ServicePeriod period) {
    return Segment.atBegin(period, lineItem, versions);
  }

  private String context(PriceVersion price, ServicePeriod period) {
    return Json.Obj.EMPTY
        .with("currency", Json.of(subscription.currency().code()))
        .with("plan_id", Json.of(subscription.planId().value()))
        .with("subscription_id", Json.of(subscription.id().value()))
        .with("price_id", Json.of(price.id().value()))
        .with(
            "period",
            Json.Obj.EMPTY
                .with("start", Json.of(period.whole().from().toString()))
                .with("end", Json.of(period.whole().to().toString())))
        .text();
  }
}
