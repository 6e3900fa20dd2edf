package io.pricewright.store.customer;

import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Which customer an external id belongs to: the present one, or one it had before. */
public final class ExternalIds {
  private static final String RESOLVE =
      "select external_id, customer_no from customer_aliases"
          + " where tenant = $1 and environment = $2 and external_id = any($3)";

  private ExternalIds() {}

  /** Returns the customers' numbers of the ids that belong to somebody. */
  public static Future<Map<String, Long>> resolve(Tx tx, Collection<String> externalIds) {
    return tx.run(
            RESOLVE,
            Tuple.of(tx.scope().tenant(), tx.scope().environment())
                .addArrayOfString(externalIds.toArray(String[]::new)))
        .map(
            rows -> {
              Map<String, Long> found = new HashMap<>();
              rows.forEach(row -> found.put(row.getString(0), row.getLong(1)));
              return found;
            });
  }
}
