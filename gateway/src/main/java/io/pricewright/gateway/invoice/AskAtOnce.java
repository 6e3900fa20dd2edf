package io.pricewright.gateway.invoice;

import io.pricewright.gateway.subscription.ReadSubscriptions;
import io.pricewright.rules.catalogue.PriceType;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.invoice.InvoiceSettings;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.invoice.Settings;
import io.pricewright.store.row.InvoiceRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks what a change of a subscription comes to, where its fixed prices had been asked: at once, by
 * a document of its own without grace, if that is more than before. Less stays for the next
 * document; and while a draft waits, all of it is that one's.
 */
final class AskAtOnce {
  private final ReadOpen open;
  private final ComputeLines compute;
  private final MakeDocuments make;

  AskAtOnce(ReadOpen open, ComputeLines compute, MakeDocuments make) {
    this.open = open;
    this.compute = compute;
    this.make = make;
  }

  /**
   * Asks, behind the customer's gate, and returns the document that asks, final or the draft that
   * waits. Fails with {@code Problem.InvalidOperation} when a price gives no amount.
   *
   * @param whole the subscription, with nothing due of it until now
   * @param plan what was changed, and noted as touched
   */
  Future<Optional<InvoiceRow>> run(
      Tx tx, Gate gate, ReadSubscriptions.Whole whole, PlanQuantities plan, Instant now) {
    return Settings.read(tx)
        .compose(
            settings ->
                settings.enabled()
                    ? open.one(tx, gate, whole.row().id(), settings, now)
                        .compose(
                            found ->
                                found.isEmpty()
                                    ? Future.succeededFuture(Optional.empty())
                                    : ask(tx, found.get(), whole, plan, settings, now))
                    : Future.succeededFuture(Optional.empty()));
  }

  private Future<Optional<InvoiceRow>> ask(
      Tx tx,
      OpenSubscription one,
      ReadSubscriptions.Whole whole,
      PlanQuantities plan,
      InvoiceSettings settings,
      Instant now) {
    InvoiceRow draft = one.draft();
    boolean moved = !plan.touched().isEmpty();
    if (draft != null) {
      return Future.succeededFuture(
          moved || plan.askedBy(draft.boundary()) ? Optional.of(draft) : Optional.empty());
    }
    if (!moved) {
      return Future.succeededFuture(Optional.empty());
    }
    MakeDocuments.Due due =
        new MakeDocuments.Due(
            one.gate().customerNo(),
            one.gate().watched(),
            fixedAlone(one.subscription(), whole),
            make.change(one, now),
            false);
    return compute
        .look(tx, List.of(due))
        .compose(
            computed ->
                more(computed.getFirst())
                    ? compute
                        .forget(tx, List.of(due))
                        .compose(forgotten -> make.of(tx, computed, settings, now))
                        .compose(made -> FinalizeInvoice.find(tx, due.draft().id()))
                        .map(Optional::of)
                    : Future.succeededFuture(Optional.empty()));
  }

  /** Usage waits for its boundary. */
  private static Subscription fixedAlone(Subscription all, ReadSubscriptions.Whole whole) {
    Set<LineItemNo> fixed =
        whole.lines().stream()
            .filter(line -> line.price().type() == PriceType.FIXED)
            .map(line -> line.row().lineItemNo())
            .collect(Collectors.toSet());
    return all.only(item -> fixed.contains(item.no()));
  }

  private static boolean more(ComputeLines.Computed computed) {
    return computed.lines().stream()
            .map(line -> line.asks().net())
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .signum()
        > 0;
  }
}
