package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Searching;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.AlertLogRow;
import io.pricewright.store.row.CustomerRow;
import io.pricewright.store.row.WalletRow;
import io.vertx.core.Future;
import java.util.List;

/** What bodies ask for when they search alerts. */
final class AlertSearchDraft {
  private static final String CUSTOMER = "customer_id";

  static final Searching SETTINGS =
      Searching.all("SearchAlertSettings", "id")
          .where("entity_ids", "id")
          .where("entity_id", "id")
          .always("entity_type", "wallet");

  static final Searching LOG =
      Searching.all("SearchAlerts", "entity_id", "entity_type", "alert_type", "alert_status")
          .where("customer_id", CUSTOMER)
          .where("entity_id", "entity_id")
          .where("entity_type", "entity_type")
          .where("alert_type", "alert_type")
          .where("alert_status", "alert_status")
          .always("status", "published");

  private AlertSearchDraft() {}

  /** A part of the rows that are asked for. */
  record Found<R>(Search search, Where<R> where) {}

  /** Reads which wallets that alert. Fails with {@code Problem.InvalidRequest}. */
  static Found<WalletRow> settings(Request request) {
    Search search = request.read(SETTINGS);
    return new Found<>(search, search.where(WalletRow.TABLE).andNotNull(WalletRow.ALERT_SETTINGS));
  }

  /** Reads which alerts. Fails with {@code Problem.InvalidRequest}. */
  static Future<Found<AlertLogRow>> log(Tx tx, Request request) {
    Search search = request.read(LOG);
    List<String> customers = search.only(CUSTOMER);
    Where<AlertLogRow> where = search.without(CUSTOMER).where(AlertLogRow.TABLE);
    return customers == null
        ? Future.succeededFuture(new Found<>(search, where))
        : CustomerRow.TABLE
            .listAny(tx, CustomerRow.ID, customers.stream().map(CustomerId::new).toList())
            .map(
                found ->
                    new Found<>(
                        search,
                        where.andAny(
                            AlertLogRow.CUSTOMER_NO,
                            found.stream().map(CustomerRow::customerNo).toList())));
  }
}
