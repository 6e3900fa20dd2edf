package io.pricewright.store.catalogue;

import io.pricewright.rules.id.LineItemNo;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a subscription's line items need beside their rows. */
public final class LineItemNumbers {
  private LineItemNumbers() {}

  /** Returns the numbers of a subscription's line items. */
  public static Future<List<LineItemNo>> of(Tx tx, String subscriptionId) {
    return tx.run(
            "select line_item_no from subscription_line_items where tenant = $1 and environment = $2"
                + " and subscription_id = $3 order by line_item_no",
            Tuple.of(tx.scope().tenant(), tx.scope().environment(), subscriptionId))
        .map(
            rows -> {
              List<LineItemNo> numbers = new ArrayList<>();
              rows.forEach(row -> numbers.add(new LineItemNo(row.getLong(0))));
              return numbers;
            });
  }

  /** Ends a subscription's line items that do not end earlier. */
  public static Future<Void> end(Tx tx, String subscriptionId, Instant at) {
    return tx.run(
            "update subscription_line_items set end_date = $4 where tenant = $1 and environment = $2"
                + " and subscription_id = $3 and (end_date is null or end_date > $4)",
            Tuple.of(tx.scope().tenant(), tx.scope().environment(), subscriptionId, Tx.at(at)))
        .mapEmpty();
  }
}
