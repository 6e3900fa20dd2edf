package io.pricewright.gateway.credit;

import io.pricewright.gateway.customer.NamedCustomer;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.notification.NotificationType;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.WalletType;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.WalletRow;
import io.pricewright.store.wallet.CreditBook;
import io.pricewright.store.wallet.CreditBooks;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a wallet. What its customer was charged before and no credit paid is drawn from it.
 *
 * <p>Fails with {@code NotFound} (customer, features) and {@code InvalidOperation} (too many
 * wallets, credits that are worth nothing).
 */
final class OpenWallet {
  private final Ids ids;
  private final Credits credits;
  private final Wallets wallets;
  private final FillWallets fill;

  /**
   * The wallet.
   *
   * @param customerId whose, or null when the external id says it
   * @param externalId whose, by the tenant's own id
   * @param currency in what
   * @param priceUnit name of its credits for people, or null
   * @param type when it pays
   * @param rate currency a credit is worth, more than 0
   * @param topUpRate price of a credit, more than 0
   * @param line how far below zero it may go, 0 or more
   * @param initial credits given away with it, 0 or more
   * @param initialExpiry those pay for usage before it; null: for ever
   * @param changes what else is said of it
   */
  record Command(
      @Nullable CustomerId customerId,
      @Nullable ExternalId externalId,
      Currency currency,
      @Nullable String priceUnit,
      WalletType type,
      BigDecimal rate,
      BigDecimal topUpRate,
      BigDecimal line,
      BigDecimal initial,
      @Nullable Instant initialExpiry,
      ChangeWallet.Changes changes) {}

  OpenWallet(Ids ids, Credits credits, Wallets wallets, FillWallets fill) {
    this.ids = ids;
    this.credits = credits;
    this.wallets = wallets;
    this.fill = fill;
  }

  /** Makes it, and returns its row. */
  Future<WalletRow> run(Tx tx, Command command, Instant now) {
    return NamedCustomer.find(tx, command.customerId(), command.externalId())
        .compose(customer -> credits.begin(tx, customer.customerNo()))
        .compose(book -> open(tx, book, command, now));
  }

  private Future<WalletRow> open(Tx tx, CreditBook book, Command command, Instant now) {
    if (book.wallets().size() >= Wallets.MOST) {
      throw Refusals.impossible("A customer has at most %d wallets.".formatted(Wallets.MOST));
    }
    WalletRow row = row(book.customerNo(), command, now);
    return Wallets.meters(tx, row.features())
        .compose(meters -> add(tx, book, row, meters, now))
        .compose(added -> fill(tx, new Credits.Opened(book, row), command, now))
        .compose(filled -> credits.write(tx, book, now))
        .compose(written -> wallets.tell(tx, NotificationType.WALLET_CREATED, row, now))
        .map(row);
  }

  private WalletRow row(CustomerNo customerNo, Command command, Instant now) {
    WalletRow plain =
        Wallets.plain(
            new WalletId(ids.next("wallet", now)),
            customerNo,
            command.currency(),
            command.rate(),
            now);
    WalletRow row =
        command
            .changes()
            .of(plain)
            .withPriceUnit(command.priceUnit())
            .withWalletType(command.type())
            .withTopupConversionRate(command.topUpRate())
            .withCreditLine(command.line());
    return row.name().isBlank() ? row.withName(plain.name()) : row;
  }

  private Future<Void> add(
      Tx tx, CreditBook book, WalletRow row, @Nullable Set<MeterId> meters, Instant now) {
    Purse purse = book.purse(row.currency());
    purse.add(CreditBooks.wallet(row, meters));
    return WalletRow.TABLE
        .add(tx, row)
        .map(
            added -> {
              book.wallets().put(row.id(), row);
              if (row.creditLine().signum() > 0) {
                purse.add(
                    Grant.line(
                        fill.grantId(now),
                        row.id(),
                        Grant.no(now),
                        row.conversionRate(),
                        row.creditLine()));
                purse.coverOpen();
              }
              return null;
            });
  }

  private Future<Void> fill(Tx tx, Credits.Opened opened, Command command, Instant now) {
    return command.initial().signum() == 0
        ? Future.succeededFuture()
        : fill.fill(
                tx, opened, FillWallets.Fill.first(command.initial(), command.initialExpiry()), now)
            .mapEmpty();
  }
}
