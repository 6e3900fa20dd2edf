package io.pricewright.gateway.invoice;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.gateway.subscription.BillingGoesOn;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.invoice.InvoiceSettings;
import io.pricewright.rules.invoice.InvoiceStatus;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Tx;
import io.pricewright.store.due.CustomerDues;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.invoice.Settings;
import io.pricewright.store.row.InvoiceRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * Makes a draft final before its grace is over, behind its customer's gate. Fails with {@code
 * NotFound} and {@code InvalidOperation} (it is no draft any more; a price gives no amount).
 */
final class FinalizeInvoice {
  private final ReadOpen open;
  private final MakeDocuments make;
  private final FinalizeOneOff oneOff;

  FinalizeInvoice(ReadOpen open, MakeDocuments make, FinalizeOneOff oneOff) {
    this.open = open;
    this.make = make;
    this.oneOff = oneOff;
  }

  /** Finds a document. Fails with {@code Problem.NotFound}. */
  static Future<InvoiceRow> find(Tx tx, InvoiceId id) {
    return InvoiceRow.TABLE.find(tx, id).map(found -> Existing.of(found, "invoice", id));
  }

  Future<InvoiceRow> run(Tx tx, InvoiceId id, Instant now) {
    return Epochs.share(tx)
        .compose(epoch -> find(tx, id))
        .compose(named -> Gates.take(tx, named.customerNo()))
        .compose(
            gate ->
                find(tx, id)
                    .compose(
                        row -> Settings.read(tx).compose(with -> run(tx, row, gate, with, now))))
        .compose(made -> find(tx, id));
  }

  /** Makes it final, behind its customer's gate. */
  Future<Void> run(Tx tx, InvoiceRow row, Gate gate, InvoiceSettings settings, Instant now) {
    if (row.invoiceStatus() != InvoiceStatus.DRAFT) {
      throw new ProblemException(
          new Problem.InvalidOperation(
              "The invoice is %s: only a DRAFT is made final."
                  .formatted(row.invoiceStatus().code())));
    }
    SubscriptionId subscription = row.subscriptionId();
    if (subscription == null) {
      return BillingGoesOn.notHeld(tx, gate.customerNo())
          .compose(goesOn -> oneOff.run(tx, row, settings, now))
          .mapEmpty();
    }
    return BillingGoesOn.notHeld(tx, gate.customerNo())
        .compose(goesOn -> open.one(tx, gate, subscription, settings, now))
        .compose(one -> make.run(tx, List.of(one.orElseThrow().finalized()), settings, now))
        .compose(made -> CustomerDues.earlier(tx, gate.customerNo(), now));
  }
}
