package io.pricewright.gateway.invoice;

import io.pricewright.gateway.notification.Notices;
import io.pricewright.rules.notification.Notification;
import io.pricewright.rules.notification.NotificationType;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.InvoiceRow;
import io.vertx.core.Future;
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
    List<Notification> told = finalized.stream().<Notification>map(TellInvoice::told).toList();
    return notices.tellAll(tx, told, now);
  }

  private static Notification.InvoiceChanged told(InvoiceRow row) {
    return new Notification.InvoiceChanged(
        NotificationType.INVOICE_FINALIZED,
        row.id(),
        row.subscriptionId(),
        row.number(),
        row.currency(),
        row.total(),
        row.total().subtract(row.amountPaid()),
        row.dueDate());
  }
}
