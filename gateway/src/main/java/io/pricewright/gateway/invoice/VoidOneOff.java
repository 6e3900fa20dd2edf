package io.pricewright.gateway.invoice;

import io.pricewright.rules.invoice.InvoiceStatus;
import io.pricewright.rules.invoice.PaymentStatus;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.InvoiceRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Takes a one-off document back, behind its customer's gate: its postings are mirrored, and money
 * returns to the credit balance. A draft asked nothing, and is put away without a number.
 */
final class VoidOneOff {
  private final TellInvoice tell;

  VoidOneOff(TellInvoice tell) {
    this.tell = tell;
  }

  Future<InvoiceRow> run(Tx tx, InvoiceRow row, Instant now) {
    InvoiceRow voided =
        row.withInvoiceStatus(InvoiceStatus.VOIDED)
            .withPaymentStatus(PaymentStatus.VOIDED)
            .withAmountPaid(BigDecimal.ZERO)
            .withVoidedAt(now)
            .withUpdatedAt(now);
    if (row.invoiceStatus() == InvoiceStatus.DRAFT) {
      return InvoiceRow.TABLE.put(tx, voided).map(voided);
    }
    return FinalizeOneOff.lines(tx, row)
        .map(lines -> FinalizeOneOff.document(lines, row.amountPaid()))
        .compose(document -> FinalizeOneOff.post(tx, row, document, true, now))
        .compose(posted -> InvoiceRow.TABLE.put(tx, voided))
        .compose(put -> tell.voided(tx, voided, now))
        .map(voided);
  }
}
