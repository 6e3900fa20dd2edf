package io.pricewright.gateway.invoice;

import io.pricewright.gateway.notification.Notices;
import io.pricewright.rules.invoice.PaymentStatus;
import io.pricewright.rules.notification.Notification;
import io.pricewright.rules.notification.NotificationType;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.InvoiceRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Tells of documents with what they came to; their lines are read by their route. */
final class TellInvoice {
  private final Notices notices;

  TellInvoice(Notices notices) {
    this.notices = notices;
  }

  /** Tells that documents are final, if there is whom to tell. */
  Future<Void> all(Tx tx, List<InvoiceRow> finalized, Instant now) {
    if (notices.equals(Notices.SILENT) || finalized.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Notification> told =
        finalized.stream()
            .<Notification>map(row -> told(NotificationType.INVOICE_FINALIZED, row))
            .toList();
    return notices.tellAll(tx, told, now);
  }

  /** Tells that a document was voided. */
  Future<Void> voided(Tx tx, InvoiceRow row, Instant now) {
    return notices.tellAll(tx, List.of(told(NotificationType.INVOICE_VOIDED, row)), now);
  }

  private static Notification.InvoiceChanged told(NotificationType type, InvoiceRow row) {
    boolean voided = row.paymentStatus() == PaymentStatus.VOIDED;
    return new Notification.InvoiceChanged(
        type,
        row.id(),
        row.subscriptionId(),
        row.number(),
        row.currency(),
        row.total(),
        voided ? BigDecimal.ZERO : row.total().subtract(row.amountPaid()),
        row.dueDate());
  }
}
