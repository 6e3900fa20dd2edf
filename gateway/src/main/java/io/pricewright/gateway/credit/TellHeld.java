package io.pricewright.gateway.credit;

import io.pricewright.gateway.background.CustomerQueue;
import io.pricewright.gateway.notification.Notices;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.notification.Notification;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.CustomerRow;
import io.vertx.core.Future;
import java.time.Instant;

/** Tells that what is due for a customer is held. */
public final class TellHeld implements CustomerQueue.Hears {
  private final Notices notices;

  /** Tells it through these. */
  public TellHeld(Notices notices) {
    this.notices = notices;
  }

  @Override
  public Future<Void> held(Tx tx, CustomerNo customerNo, String reason, Instant now) {
    return CustomerRow.TABLE
        .find(tx, customerNo)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : notices.tell(
                        tx,
                        new Notification.BillingHeld(
                            found.get().id(), found.get().externalId(), reason),
                        now));
  }
}
