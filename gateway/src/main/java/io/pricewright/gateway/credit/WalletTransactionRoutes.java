package io.pricewright.gateway.credit;

import static io.pricewright.gateway.credit.WalletTransactionAnswers.TOPPED_UP;
import static io.pricewright.gateway.credit.WalletTransactionAnswers.TRANSACTION;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Pages;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.notification.Notices;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.WalletTransactionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The routes of what is put into wallets and taken out. */
public final class WalletTransactionRoutes {
  private final TopUpWallet topUp;
  private final DebitWallet debit;
  private final PendingTopUpRoutes pending;

  /** Makes routes that give new rows ids, and tell of them. */
  public WalletTransactionRoutes(Ids ids, Notices notices, Credits credits) {
    WalletTransactions transactions = new WalletTransactions(ids, notices);
    this.topUp = new TopUpWallet(credits, new FillWallets(transactions));
    this.debit = new DebitWallet(credits, transactions);
    this.pending = new PendingTopUpRoutes(new PendingTopUps(credits, transactions));
  }

  /** Returns the routes, those of pending top-ups among them. */
  public List<Route> routes(Transactions in) {
    return Stream.concat(own(in).stream(), pending.routes(in).stream()).toList();
  }

  private List<Route> own(Transactions in) {
    String read = Scopes.BILLING_READ;
    String write = Scopes.BILLING_WRITE;
    return List.of(
        Route.list(
                "/v1/wallets/{id}/transactions",
                read,
                "Lists what was put into a wallet and taken out, newest first.",
                TRANSACTION,
                in.of(WalletTransactionRoutes::list))
            .says("Usage is not among it.")
            .asking(WalletTransactionListDraft.FILTER),
        Route.post(
            "/v1/wallets/transactions/search",
            read,
            "Searches the transactions of wallets, newest first.",
            200,
            WalletTransactionSearchDraft.TRANSACTIONS,
            TRANSACTION.paged(),
            in.of(WalletTransactionRoutes::search)),
        Route.post(
                "/v1/wallets/{id}/top-up",
                write,
                "Puts credits into a wallet.",
                200,
                TopUpDraft.BODY,
                TOPPED_UP,
                in.creating(this::topUp))
            .says("Uncovered usage is drawn from them at once.")
            .fails(Problem.InvalidOperation.class),
        Route.post(
                "/v1/wallets/{id}/debit",
                write,
                "Takes credits out of a wallet.",
                200,
                DebitDraft.BODY,
                TRANSACTION,
                in.creating(this::debit))
            .says("At most what is neither drawn nor held.")
            .fails(Problem.InvalidOperation.class));
  }

  private Future<Answer> topUp(Tx tx, Request request, Instant now) {
    TopUpWallet.Command command = TopUpDraft.read(request, now);
    return once(
        tx,
        command.fill().key(),
        request,
        now,
        (within, same, at) ->
            topUp
                .run(within, command, at)
                .compose(row -> WalletTransactionAnswers.toppedUp(within, row, same.caller(), at))
                .map(shown -> Answer.ok(TOPPED_UP, shown)));
  }

  private Future<Answer> debit(Tx tx, Request request, Instant now) {
    DebitWallet.Command command = DebitDraft.read(request);
    return once(
        tx,
        command.key(),
        request,
        now,
        (within, same, at) ->
            debit
                .run(within, command, at)
                .compose(row -> WalletTransactionAnswers.show(within, List.of(row), same.caller()))
                .map(shown -> Answer.ok(TRANSACTION, shown.getFirst())));
  }

  /** Does something once for the key that its body holds, if it holds one. */
  private static Future<Answer> once(
      Tx tx, @Nullable String key, Request request, Instant now, Transactions.Work work) {
    return key == null
        ? work.run(tx, request, now)
        : Transactions.once(tx, "wallet transactions", key, request, now, work);
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    WalletTransactionListDraft.Filter filter = request.read(WalletTransactionListDraft.FILTER);
    return Wallets.find(tx, new WalletId(request.path("id")))
        .compose(wallet -> WalletTransactionListDraft.where(tx, wallet.id(), filter))
        .compose(
            where ->
                Pages.found(
                    tx,
                    WalletTransactionRow.TABLE,
                    new Search(
                        filter.page(), Map.of(), List.of(), filter.sorted(), Map.of(), Set.of()),
                    where,
                    TRANSACTION,
                    rows -> WalletTransactionAnswers.show(tx, rows, request.caller())));
  }

  private static Future<Answer> search(Tx tx, Request request, Instant now) {
    Search search = request.read(WalletTransactionSearchDraft.TRANSACTIONS);
    return Pages.found(
        tx,
        WalletTransactionRow.TABLE,
        search,
        TRANSACTION,
        rows -> WalletTransactionAnswers.show(tx, rows, request.caller()));
  }
}
