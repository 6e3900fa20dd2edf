package io.pricewright.store.row;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.id.WalletTransactionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.wallet.TransactionReason;
import io.pricewright.rules.wallet.TransactionStatus;
import io.pricewright.rules.wallet.TransactionType;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.WalletTransactions;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code wallet_transactions}. */
public record WalletTransactionRow(
    WalletTransactionId id,
    WalletId walletId,
    CustomerNo customerNo,
    TransactionType type,
    BigDecimal amount,
    BigDecimal credits,
    BigDecimal balanceBefore,
    BigDecimal balanceAfter,
    TransactionReason reason,
    TransactionStatus transactionStatus,
    @Nullable GrantId grantId,
    @Nullable String description,
    @Nullable String referenceId,
    @Nullable String referenceType,
    @Nullable String idempotencyKey,
    Json.Obj metadata,
    Instant createdAt) {
  /** {@code id}. */
  public static final Column<WalletTransactionRow, WalletTransactionId> ID =
      Column.of(WalletTransactions.WALLET_TRANSACTIONS.ID, WalletTransactionRow::id);

  /** {@code wallet_id}. */
  public static final Column<WalletTransactionRow, WalletId> WALLET_ID =
      Column.of(WalletTransactions.WALLET_TRANSACTIONS.WALLET_ID, WalletTransactionRow::walletId);

  /** {@code customer_no}. */
  public static final Column<WalletTransactionRow, CustomerNo> CUSTOMER_NO =
      Column.of(WalletTransactions.WALLET_TRANSACTIONS.CUSTOMER_NO, WalletTransactionRow::customerNo);

  /** {@code type}. */
  public static final Column<WalletTransactionRow, TransactionType> TYPE =
      Column.of(WalletTransactions.WALLET_TRANSACTIONS.TYPE, WalletTransactionRow::type);

  /** {@code amount}. */
  public static final Column<WalletTransactionRow, BigDecimal> AMOUNT =
      Column.of(WalletTransactions.WALLET_TRANSACTIONS.AMOUNT, WalletTransactionRow::amount);

  /** {@code credits}. */
  public static final Column<WalletTransactionRow, BigDecimal> CREDITS =
      Column.of(WalletTransactions.WALLET_TRANSACTIONS.CREDITS, WalletTransactionRow::credits);

  /** {@code balance_before}. */
  public static final Column<WalletTransactionRow, BigDecimal> BALANCE_BEFORE =
      Column.of(WalletTransactions.WALLET_TRANSACTIONS.BALANCE_BEFORE, WalletTransactionRow::balanceBefore);

  /** {@code balance_after}. */
  public static final Column<WalletTransactionRow, BigDecimal> BALANCE_AFTER =
      Column.of(WalletTransactions.WALLET_TRANSACTIONS.BALANCE_AFTER, WalletTransactionRow::balanceAfter);

  /** {@code reason}. */
  public static final Column<WalletTransactionRow, TransactionReason> REASON =
      Column.of(WalletTransactions.WALLET_TRANSACTIONS.REASON, WalletTransactionRow::reason);

  /** {@code transaction_status}. */
  public static final Column<WalletTransactionRow, TransactionStatus> TRANSACTION_STATUS =
      Column.of(WalletTransactions.WALLET_TRANSACTIONS.TRANSACTION_STATUS, WalletTransactionRow::transactionStatus);

  /** {@code grant_id}. */
  public static final Column<WalletTransactionRow, GrantId> GRANT_ID =
      Column.of(WalletTransactions.WALLET_TRANSACTIONS.GRANT_ID, WalletTransactionRow::grantId);

  /** {@code description}. */
  public static final Column<WalletTransactionRow, String> DESCRIPTION =
      Column.of(WalletTransactions.WALLET_TRANSACTIONS.DESCRIPTION, WalletTransactionRow::description);

  /** {@code reference_id}. */
  public static final Column<WalletTransactionRow, String> REFERENCE_ID =
      Column.of(WalletTransactions.WALLET_TRANSACTIONS.REFERENCE_ID, WalletTransactionRow::referenceId);

  /** {@code reference_type}. */
  public static final Column<WalletTransactionRow, String> REFERENCE_TYPE =
      Column.of(WalletTransactions.WALLET_TRANSACTIONS.REFERENCE_TYPE, WalletTransactionRow::referenceType);

  /** {@code idempotency_key}. */
  public static final Column<WalletTransactionRow, String> IDEMPOTENCY_KEY =
      Column.of(WalletTransactions.WALLET_TRANSACTIONS.IDEMPOTENCY_KEY, WalletTransactionRow::idempotencyKey);

  /** {@code metadata}. */
  public static final Column<WalletTransactionRow, Json.Obj> METADATA =
      Column.of(WalletTransactions.WALLET_TRANSACTIONS.METADATA, WalletTransactionRow::metadata);

  /** {@code created_at}. */
  public static final Column<WalletTransactionRow, Instant> CREATED_AT =
      Column.of(WalletTransactions.WALLET_TRANSACTIONS.CREATED_AT, WalletTransactionRow::createdAt);

  /** The everyday statements. */
  public static final Entity<WalletTransactionRow> TABLE =
      Entity.of(
          WalletTransactions.WALLET_TRANSACTIONS,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              WALLET_ID,
              CUSTOMER_NO,
              TYPE,
              AMOUNT,
              CREDITS,
              BALANCE_BEFORE,
              BALANCE_AFTER,
              REASON,
              TRANSACTION_STATUS,
              GRANT_ID,
              DESCRIPTION,
              REFERENCE_ID,
              REFERENCE_TYPE,
              IDEMPOTENCY_KEY,
              METADATA,
              CREATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static WalletTransactionRow read(Row row, int at) {
    return new WalletTransactionRow(
        ID.get(row, at + 0),
        WALLET_ID.get(row, at + 1),
        CUSTOMER_NO.get(row, at + 2),
        TYPE.get(row, at + 3),
        AMOUNT.get(row, at + 4),
        CREDITS.get(row, at + 5),
        BALANCE_BEFORE.get(row, at + 6),
        BALANCE_AFTER.get(row, at + 7),
        REASON.get(row, at + 8),
        TRANSACTION_STATUS.get(row, at + 9),
        GRANT_ID.getOrNull(row, at + 10),
        DESCRIPTION.getOrNull(row, at + 11),
        REFERENCE_ID.getOrNull(row, at + 12),
        REFERENCE_TYPE.getOrNull(row, at + 13),
        IDEMPOTENCY_KEY.getOrNull(row, at + 14),
        METADATA.get(row, at + 15),
        CREATED_AT.get(row, at + 16));
  }

  /** Returns the row with another id. */
  public WalletTransactionRow withId(WalletTransactionId id) {
    return new WalletTransactionRow(
        id,
        walletId,
        customerNo,
        type,
        amount,
        credits,
        balanceBefore,
        balanceAfter,
        reason,
        transactionStatus,
        grantId,
        description,
        referenceId,
        referenceType,
        idempotencyKey,
        metadata,
        createdAt);
  }

  /** Returns the row with another wallet_id. */
  public WalletTransactionRow withWalletId(WalletId walletId) {
    return new WalletTransactionRow(
        id,
        walletId,
        customerNo,
        type,
        amount,
        credits,
        balanceBefore,
        balanceAfter,
        reason,
        transactionStatus,
        grantId,
        description,
        referenceId,
        referenceType,
        idempotencyKey,
        metadata,
        createdAt);
  }

  /** Returns the row with another customer_no. */
  public WalletTransactionRow withCustomerNo(CustomerNo customerNo) {
    return new WalletTransactionRow(
        id,
        walletId,
        customerNo,
        type,
        amount,
        credits,
        balanceBefore,
        balanceAfter,
        reason,
        transactionStatus,
        grantId,
        description,
        referenceId,
        referenceType,
        idempotencyKey,
        metadata,
        createdAt);
  }

  /** Returns the row with another type. */
  public WalletTransactionRow withType(TransactionType type) {
    return new WalletTransactionRow(
        id,
        walletId,
        customerNo,
        type,
        amount,
        credits,
        balanceBefore,
        balanceAfter,
        reason,
        transactionStatus,
        grantId,
        description,
        referenceId,
        referenceType,
        idempotencyKey,
        metadata,
        createdAt);
  }

  /** Returns the row with another amount. */
  public WalletTransactionRow withAmount(BigDecimal amount) {
    return new WalletTransactionRow(
        id,
        walletId,
        customerNo,
        type,
        amount,
        credits,
        balanceBefore,
        balanceAfter,
        reason,
        transactionStatus,
        grantId,
        description,
        referenceId,
        referenceType,
        idempotencyKey,
        metadata,
        createdAt);
  }

  /** Returns the row with another credits. */
  public WalletTransactionRow withCredits(BigDecimal credits) {
    return new WalletTransactionRow(
        id,
        walletId,
        customerNo,
        type,
        amount,
        credits,
        balanceBefore,
        balanceAfter,
        reason,
        transactionStatus,
        grantId,
        description,
        referenceId,
        referenceType,
        idempotencyKey,
        metadata,
        createdAt);
  }

  /** Returns the row with another balance_before. */
  public WalletTransactionRow withBalanceBefore(BigDecimal balanceBefore) {
    return new WalletTransactionRow(
        id,
        walletId,
        customerNo,
        type,
        amount,
        credits,
        balanceBefore,
        balanceAfter,
        reason,
        transactionStatus,
        grantId,
        description,
        referenceId,
        referenceType,
        idempotencyKey,
        metadata,
        createdAt);
  }

  /** Returns the row with another balance_after. */
  public WalletTransactionRow withBalanceAfter(BigDecimal balanceAfter) {
    return new WalletTransactionRow(
        id,
        walletId,
        customerNo,
        type,
        amount,
        credits,
        balanceBefore,
        balanceAfter,
        reason,
        transactionStatus,
        grantId,
        description,
        referenceId,
        referenceType,
        idempotencyKey,
        metadata,
        createdAt);
  }

  /** Returns the row with another reason. */
  public WalletTransactionRow withReason(TransactionReason reason) {
    return new WalletTransactionRow(
        id,
        walletId,
        customerNo,
        type,
        amount,
        credits,
        balanceBefore,
        balanceAfter,
        reason,
        transactionStatus,
        grantId,
        description,
        referenceId,
        referenceType,
        idempotencyKey,
        metadata,
        createdAt);
  }

  /** Returns the row with another transaction_status. */
  public WalletTransactionRow withTransactionStatus(TransactionStatus transactionStatus) {
    return new WalletTransactionRow(
        id,
        walletId,
        customerNo,
        type,
        amount,
        credits,
        balanceBefore,
        balanceAfter,
        reason,
        transactionStatus,
        grantId,
        description,
        referenceId,
        referenceType,
        idempotencyKey,
        metadata,
        createdAt);
  }

  /** Returns the row with another grant_id. */
  public WalletTransactionRow withGrantId(@Nullable GrantId grantId) {
    return new WalletTransactionRow(
        id,
        walletId,
        customerNo,
        type,
        amount,
        credits,
        balanceBefore,
        balanceAfter,
        reason,
        transactionStatus,
        grantId,
        description,
        referenceId,
        referenceType,
        idempotencyKey,
        metadata,
        createdAt);
  }

  /** Returns the row with another description. */
  public WalletTransactionRow withDescription(@Nullable String description) {
    return new WalletTransactionRow(
        id,
        walletId,
        customerNo,
        type,
        amount,
        credits,
        balanceBefore,
        balanceAfter,
        reason,
        transactionStatus,
        grantId,
        description,
        referenceId,
        referenceType,
        idempotencyKey,
        metadata,
        createdAt);
  }

  /** Returns the row with another reference_id. */
  public WalletTransactionRow withReferenceId(@Nullable String referenceId) {
    return new WalletTransactionRow(
        id,
        walletId,
        customerNo,
        type,
        amount,
        credits,
        balanceBefore,
        balanceAfter,
        reason,
        transactionStatus,
        grantId,
        description,
        referenceId,
        referenceType,
        idempotencyKey,
        metadata,
        createdAt);
  }

  /** Returns the row with another reference_type. */
  public WalletTransactionRow withReferenceType(@Nullable String referenceType) {
    return new WalletTransactionRow(
        id,
        walletId,
        customerNo,
        type,
        amount,
        credits,
        balanceBefore,
        balanceAfter,
        reason,
        transactionStatus,
        grantId,
        description,
        referenceId,
        referenceType,
        idempotencyKey,
        metadata,
        createdAt);
  }

  /** Returns the row with another idempotency_key. */
  public WalletTransactionRow withIdempotencyKey(@Nullable String idempotencyKey) {
    return new WalletTransactionRow(
        id,
        walletId,
        customerNo,
        type,
        amount,
        credits,
        balanceBefore,
        balanceAfter,
        reason,
        transactionStatus,
        grantId,
        description,
        referenceId,
        referenceType,
        idempotencyKey,
        metadata,
        createdAt);
  }

  /** Returns the row with another metadata. */
  public WalletTransactionRow withMetadata(Json.Obj metadata) {
    return new WalletTransactionRow(
        id,
        walletId,
        customerNo,
        type,
        amount,
        credits,
        balanceBefore,
        balanceAfter,
        reason,
        transactionStatus,
        grantId,
        description,
        referenceId,
        referenceType,
        idempotencyKey,
        metadata,
        createdAt);
  }

  /** Returns the row with another created_at. */
  public WalletTransactionRow withCreatedAt(Instant createdAt) {
    return new WalletTransactionRow(
        id,
        walletId,
        customerNo,
        type,
        amount,
        credits,
        balanceBefore,
        balanceAfter,
        reason,
        transactionStatus,
        grantId,
        description,
        referenceId,
        referenceType,
        idempotencyKey,
        metadata,
        createdAt);
  }
}
