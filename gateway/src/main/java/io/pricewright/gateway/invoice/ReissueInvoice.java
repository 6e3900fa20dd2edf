package io.pricewright.gateway.invoice;

import io.pricewright.gateway.subscription.BillingGoesOn;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.invoice.InvoiceSettings;
import io.pricewright.rules.invoice.InvoiceStatus;
import io.pricewright.rules.invoice.InvoiceType;
import io.pricewright.rules.invoice.PaymentStatus;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.store.billing.Closed;
import io.pricewright.store.customer.CustomerBooks;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.invoice.Settings;
import io.pricewright.store.invoice.Waivers;
import io.pricewright.store.row.InvoiceLineRow;
import io.pricewright.store.row.InvoiceRow;
import io.pricewright.store.row.TouchedRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Asks anew, by the facts of now, what a voided document asked: by a document of its own, which is
 * final at once, or skipped when there is nothing to ask. Once; who asks again gets the same. A
 * draft is computed whenever it is read, so that it is only made final if that is asked.
 *
 * <p>Fails with {@code NotFound}, and with {@code InvalidOperation} for a document that stands.
 */
final class ReissueInvoice {
  private final Ids ids;
  private final MakeDocuments make;
  private final FinalizeInvoice finalize;

  ReissueInvoice(Ids ids, MakeDocuments make, FinalizeInvoice finalize) {
    this.ids = ids;
    this.make = make;
    this.finalize = finalize;
  }

  /**
   * Returns the document that asks now.
   *
   * @param finalized whether it is to be final; null: as it is usual for what it is
   */
  Future<InvoiceRow> run(Tx tx, InvoiceId id, @Nullable Boolean finalized, Instant now) {
    return Epochs.share(tx)
        .compose(epoch -> FinalizeInvoice.find(tx, id))
        .compose(named -> Gates.take(tx, named.customerNo()))
        .compose(
            gate ->
                FinalizeInvoice.find(tx, id).compose(row -> run(tx, row, gate, finalized, now)));
  }

  private Future<InvoiceRow> run(
      Tx tx, InvoiceRow row, Gate gate, @Nullable Boolean finalized, Instant now) {
    if (row.type() == InvoiceType.ONE_OFF) {
      throw impossible(
          "A ONE_OFF asks what it was given, and there is nothing to work out anew: void it, and"
              + " make another.");
    }
    return switch (row.invoiceStatus()) {
      case DRAFT ->
          Boolean.TRUE.equals(finalized)
              ? Settings.read(tx)
                  .compose(settings -> finalize.run(tx, row, gate, settings, now))
                  .compose(done -> FinalizeInvoice.find(tx, row.id()))
              : Future.succeededFuture(row);
      case FINALIZED -> throw impossible("The invoice is FINALIZED: void it, then recalculate it.");
      case SKIPPED ->
          throw impossible(
              "The invoice was SKIPPED, as there was nothing to ask: what comes late is asked by"
                  + " the next.");
      case VOIDED -> voided(tx, row, gate, finalized, now);
    };
  }

  private static ProblemException impossible(String detail) {
    return new ProblemException(new Problem.InvalidOperation(detail));
  }

  private Future<InvoiceRow> voided(
      Tx tx, InvoiceRow row, Gate gate, @Nullable Boolean finalized, Instant now) {
    if (row.recalculatedInvoiceId() != null) {
      return FinalizeInvoice.find(tx, row.recalculatedInvoiceId());
    }
    if (Boolean.FALSE.equals(finalized)) {
      throw impossible(
          "What takes the place of a voided invoice is final at once: leave finalize out.");
    }
    InvoiceRow next = next(row, now);
    Future<List<InvoiceLineRow>> lines =
        InvoiceLineRow.TABLE.list(
            tx, Where.is(InvoiceLineRow.INVOICE_ID, row.id()), ReadInvoices.MOST_LINES, 0);
    return BillingGoesOn.notHeld(tx, row.customerNo())
        .compose(goesOn -> lines)
        .compose(all -> unwaive(tx, row, all, now))
        .compose(
            asked ->
                InvoiceRow.TABLE.put(
                    tx, row.withRecalculatedInvoiceId(next.id()).withUpdatedAt(now)))
        .compose(put -> Settings.read(tx))
        .compose(settings -> make(tx, next, gate, settings, now))
        .compose(made -> FinalizeInvoice.find(tx, next.id()));
  }

  /** Its line items and periods are asked as if they had moved. */
  private static Future<Void> unwaive(
      Tx tx, InvoiceRow row, List<InvoiceLineRow> lines, Instant now) {
    VoidedRows rows =
        new VoidedRows(BatchId.of(now, ThreadLocalRandom.current().nextLong()), row, now);
    return Waivers.take(tx, row.id())
        .compose(
            waived -> {
              rows.again(waived);
              return rows.write(tx);
            })
        .compose(
            written ->
                Closed.touch(
                    tx,
                    lines.stream()
                        .map(line -> new TouchedRow(line.lineItemNo(), line.periodStart()))
                        .toList()));
  }

  private Future<Void> make(
      Tx tx, InvoiceRow next, Gate gate, InvoiceSettings settings, Instant now) {
    return CustomerBooks.load(tx, List.of(gate.customerNo()))
        .compose(
            books -> {
              CustomerBook book = Objects.requireNonNull(books.get(gate.customerNo()));
              Subscription subscription =
                  book.subscriptions().stream()
                      .filter(one -> one.id().equals(next.subscriptionId()))
                      .findFirst()
                      .orElseThrow();
              MakeDocuments.Due due =
                  new MakeDocuments.Due(
                      gate.customerNo(), gate.watched(), subscription, next, false);
              return make.run(tx, List.of(due), settings, now);
            });
  }

  private InvoiceRow next(InvoiceRow row, Instant now) {
    BigDecimal zero = BigDecimal.ZERO;
    return row.withId(new InvoiceId(ids.next("inv", now)))
        .withType(InvoiceType.SUBSCRIPTION)
        .withInvoiceStatus(InvoiceStatus.DRAFT)
        .withPaymentStatus(PaymentStatus.PENDING)
        .withOccasion(MakeDocuments.REISSUE + row.id().value())
        .withFinalizeAt(now)
        .withNumber(null)
        .withSubtotal(zero)
        .withDiscount(zero)
        .withCredits(zero)
        .withTotal(zero)
        .withAmountPaid(zero)
        .withDueDate(null)
        .withFinalizedAt(null)
        .withVoidedAt(null)
        .withCreatedAt(now)
        .withUpdatedAt(now);
  }
}
