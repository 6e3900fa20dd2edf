package io.pricewright.gateway.subscription;

import io.pricewright.rules.billing.FixedCadence;
import io.pricewright.rules.catalogue.PriceType;
import io.pricewright.rules.subscription.ServicePeriod;
import io.pricewright.store.billing.Closed;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.row.TouchedRow;
import io.pricewright.store.subscription.LineItems;
import io.pricewright.store.subscription.Subscriptions;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was asked in advance and is not served: its next document gives it back. */
final class UnusedTime {
  private UnusedTime() {}

  /**
   * Notes the periods asked in advance that an end cuts; none where they count whole, then and
   * before.
   *
   * @param old the subscription before
   * @param row the subscription with its end
   */
  static Future<Void> touch(Tx tx, SubscriptionRow old, SubscriptionRow row, Instant end) {
    return Subscriptions.atEnd(row).shares()
            || (old.endDate() != null && Subscriptions.atEnd(old).shares())
        ? touch(tx, row, end)
        : Future.succeededFuture();
  }

  private static Future<Void> touch(Tx tx, SubscriptionRow row, Instant end) {
    return ReadSubscriptions.whole(tx, List.of(row))
        .compose(whole -> Closed.touch(tx, cut(whole.getFirst(), end)));
  }

  private static List<TouchedRow> cut(ReadSubscriptions.Whole whole, Instant end) {
    List<TouchedRow> cut = new ArrayList<>();
    for (ReadSubscriptions.Line line : whole.lines()) {
      ServicePeriod period = LineItems.span(line.row()).counted(end);
      if (inAdvance(line.price())
          && end.equals(line.row().endDate())
          && asked(period.served().from(), whole.row().closedThrough())) {
        cut.add(new TouchedRow(line.row().lineItemNo(), period.key()));
      }
    }
    return cut;
  }

  private static boolean inAdvance(PriceRow price) {
    return price.type() == PriceType.FIXED
        && FixedCadence.of(price.billingPeriod(), price.invoiceCadence()) == FixedCadence.ADVANCE;
  }

  private static boolean asked(Instant begin, @Nullable Instant closedThrough) {
    return closedThrough != null && !closedThrough.isBefore(begin);
  }
}
