package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Page;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What bodies ask for when they search alerts. */
final class AlertSearchDraft {
  private static final String ENTITY_TYPE = "entity_type";
  private static final String CUSTOMER = "customer_id";

  static final Searching SETTINGS =
      Searching.all("SearchAlertSettings", "id")
          .where("entity_ids", "id")
          .where("entity_id", "id")
          .where(ENTITY_TYPE, ENTITY_TYPE);

  static final Searching LOG =
      Searching.all("SearchAlerts", "entity_id", ENTITY_TYPE, "alert_type", "alert_status")
          .where(CUSTOMER, CUSTOMER)
          .where("entity_id", "entity_id")
          .where(ENTITY_TYPE, ENTITY_TYPE)
          .where("alert_type", "alert_type")
          .where("alert_status", "alert_status")
          .where("status", "status")
          .where("order", "order");

  private AlertSearchDraft() {}

  /** A part of the rows that are asked for. */
  record Found<R>(Page page, Where<R> where) {}

  /** Reads which wallets that alert. Fails with {@code Problem.InvalidRequest}. */
  static Found<WalletRow> settings(Request request) {
    Search search = request.read(SETTINGS);
    Map<String, List<String>> among = new HashMap<>(search.among());
    only(among, ENTITY_TYPE, "wallet");
    return new Found<>(
        search.page(), WalletRow.TABLE.among(among).andNotNull(WalletRow.ALERT_SETTINGS));
  }

  /** Reads which alerts. Fails with {@code Problem.InvalidRequest}. */
  static Future<Found<AlertLogRow>> log(Tx tx, Request request) {
    Search search = request.read(LOG);
    Map<String, List<String>> among = new HashMap<>(search.among());
    only(among, "status", "published");
    only(among, "order", "desc");
    List<String> customers = among.remove(CUSTOMER);
    Where<AlertLogRow> where = AlertLogRow.TABLE.among(among);
    return customers == null
        ? Future.succeededFuture(new Found<>(search.page(), where))
        : CustomerRow.TABLE
            .listAny(tx, CustomerRow.ID, customers.stream().map(CustomerId::new).toList())
            .map(
                found ->
                    new Found<>(
                        search.page(),
                        where.andAny(
                            AlertLogRow.CUSTOMER_NO,
                            found.stream().map(CustomerRow::customerNo).toList())));
  }

  /** Takes out a condition that has one choice, which all rows fulfil. */
  private static void only(Map<String, List<String>> among, String field, String choice) {
    List<String> asked = among.remove(field);
    if (asked != null && !asked.equals(List.of(choice))) {
      throw Refusals.refused("/" + field, "not_a_choice", "Send one of [%s].".formatted(choice));
    }
  }
}
