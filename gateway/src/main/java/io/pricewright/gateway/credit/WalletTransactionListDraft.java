package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.http.body.Sought.Direction;
import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.wallet.TransactionReason;
import io.pricewright.rules.wallet.TransactionStatus;
import io.pricewright.rules.wallet.TransactionType;
import io.pricewright.store.database.Entity;
import io.pricewright.store.database.Sorted;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.WalletGrantRow;
import io.pricewright.store.row.WalletTransactionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which transactions of a wallet a query asks for. */
final class WalletTransactionListDraft {
  static final Query<Filter> FILTER = Query.of(Filter.class);

  private WalletTransactionListDraft() {}

  /** What each of them has; what is left out is any. */
  record Filter(
      @Nullable TransactionType type,
      @Nullable TransactionReason transactionReason,
      @Nullable TransactionStatus transactionStatus,
      @Nullable String referenceType,
      @Nullable String referenceId,
      @Says("Those that put in what expires before.") @Nullable Instant expiryDateBefore,
      @Says("Those that put in what expires then or later.") @Nullable Instant expiryDateAfter,
      @Says("Those that put in what is drawn with this priority.") @Nullable Integer priority,
      @Says("Made then or later.") @Nullable Instant startTime,
      @Says("Made before.") @Nullable Instant endTime,
      @Says("Left out: desc, newest first.") @Nullable Direction order,
      @Inline Page page) {

    Sorted sorted() {
      return order == Direction.ASC ? new Sorted("created_at", true) : Sorted.NEWEST_FIRST;
    }

    private boolean asksForGrants() {
      return expiryDateBefore != null || expiryDateAfter != null || priority != null;
    }

    private Where<WalletGrantRow> grants(WalletId wallet) {
      Where<WalletGrantRow> where = Where.is(WalletGrantRow.WALLET_ID, wallet);
      if (expiryDateBefore != null) {
        where = where.andBefore(WalletGrantRow.EXPIRES_AT, expiryDateBefore);
      }
      if (expiryDateAfter != null) {
        where = where.andFrom(WalletGrantRow.EXPIRES_AT, expiryDateAfter);
      }
      return priority == null ? where : where.and(WalletGrantRow.PRIORITY, priority);
    }

    private Where<WalletTransactionRow> own(WalletId wallet) {
      Where<WalletTransactionRow> where = Where.is(WalletTransactionRow.WALLET_ID, wallet);
      if (type != null) {
        where = where.and(WalletTransactionRow.TYPE, type);
      }
      if (transactionReason != null) {
        where = where.and(WalletTransactionRow.REASON, transactionReason);
      }
      if (transactionStatus != null) {
        where = where.and(WalletTransactionRow.TRANSACTION_STATUS, transactionStatus);
      }
      if (referenceType != null) {
        where = where.and(WalletTransactionRow.REFERENCE_TYPE, referenceType);
      }
      if (referenceId != null) {
        where = where.and(WalletTransactionRow.REFERENCE_ID, referenceId);
      }
      if (startTime != null) {
        where = where.andFrom(WalletTransactionRow.CREATED_AT, startTime);
      }
      return endTime == null ? where : where.andBefore(WalletTransactionRow.CREATED_AT, endTime);
    }
  }

  /** Returns the conditions on the rows of a wallet. */
  static Future<Where<WalletTransactionRow>> where(Tx tx, WalletId wallet, Filter filter) {
    Where<WalletTransactionRow> own = filter.own(wallet);
    return filter.asksForGrants()
        ? WalletGrantRow.TABLE
            .list(tx, filter.grants(wallet), Entity.MOST_ANY + 1, 0)
            .map(grants -> own.andAny(WalletTransactionRow.GRANT_ID, ids(grants)))
        : Future.succeededFuture(own);
  }

  private static List<GrantId> ids(List<WalletGrantRow> grants) {
    if (grants.size() > Entity.MOST_ANY) {
      String word =
          "More than %,d credits of the wallet are so: ask for a shorter time of expiry."
              .formatted(Entity.MOST_ANY);
      throw new ProblemException(
          new Problem.InvalidRequest(
              word, List.of(new FieldError("/query/expiry_date_after", "out_of_range", word))));
    }
    return grants.stream().map(WalletGrantRow::id).toList();
  }
}
