package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Searching;
import io.pricewright.gateway.http.body.Sought.ColumnType;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.WalletRow;

/** What bodies ask for when they search wallets. */
final class WalletSearchDraft {
  private static final String ALERTING = "alert_enabled";
  static final Searching WALLETS =
      Searching.all("SearchWallets", "id", "currency", "wallet_type", "wallet_status")
          .where("wallet_ids", "id")
          .where("currency", "currency")
          .where("wallet_status", "wallet_status")
          .where("status", "wallet_status")
          .asking(ALERTING, ColumnType.FLAG, "Whether it alerts.")
          .sorted("updated_at");

  private WalletSearchDraft() {}

  /** Returns which wallets are asked for. */
  static Where<WalletRow> where(Search search) {
    Where<WalletRow> where = search.where(WalletRow.TABLE);
    Object alerting = search.own().get(ALERTING);
    if (alerting == null) {
      return where;
    }
    return alerting.equals(true)
        ? where.andNotNull(WalletRow.ALERT_SETTINGS)
        : where.andNull(WalletRow.ALERT_SETTINGS);
  }
}
