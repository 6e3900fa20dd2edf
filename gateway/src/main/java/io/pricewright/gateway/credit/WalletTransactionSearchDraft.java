package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Searching;

/** What bodies ask for when they search the transactions of wallets. */
final class WalletTransactionSearchDraft {
  static final Searching TRANSACTIONS =
      Searching.all(
              "SearchWalletTransactions",
              "id",
              "wallet_id",
              "type",
              "reason",
              "transaction_status",
              "reference_id",
              "reference_type")
          .where("id", "id")
          .where("wallet_id", "wallet_id")
          .where("type", "type")
          .where("transaction_reason", "reason")
          .where("reference_id", "reference_id")
          .where("reference_type", "reference_type")
          .where("transaction_status", "transaction_status")
          .always("status", "published");

  private WalletTransactionSearchDraft() {}
}
