package io.pricewright.gateway.credit;

import static io.pricewright.gateway.credit.WalletAnswers.BALANCE;
import static io.pricewright.gateway.credit.WalletAnswers.WALLET;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Pages;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.notification.Notices;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.WalletRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of wallets. */
public final class WalletRoutes {
  private static final Query<Fresh> FRESH = Query.of(Fresh.class);

  private final OpenWallet open;
  private final ChangeWallet change;

  /** What other servers' clients send. */
  record Fresh(@Says("Either way nothing is cached.") @Nullable Boolean fromCache) {}

  /** Makes routes that give new rows ids, and tell of changes. */
  public WalletRoutes(Ids ids, Notices notices, Credits credits) {
    Wallets wallets = new Wallets(credits, notices);
    WalletTransactions transactions = new WalletTransactions(ids, notices);
    this.open = new OpenWallet(ids, credits, wallets, new FillWallets(transactions));
    this.change = new ChangeWallet(credits, wallets);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.BILLING_READ;
    String write = Scopes.BILLING_WRITE;
    String balance = "/v1/wallets/{id}/balance/real-time";
    return List.of(
        Route.post(
                "/v1/wallets",
                write,
                "Makes a wallet.",
                200,
                WalletDraft.BODY,
                WALLET,
                in.creating(this::create))
            .says("What its customer was charged and no credit paid is drawn from it.")
            .fails(Problem.InvalidOperation.class),
        Route.list(
            "/v1/wallets", read, "Lists wallets, newest first.", WALLET, in.of(WalletRoutes::list)),
        Route.post(
            "/v1/wallets/search",
            read,
            "Searches wallets, newest first.",
            200,
            WalletSearchDraft.WALLETS,
            WALLET.paged(),
            in.of(WalletRoutes::search)),
        Route.get("/v1/wallets/{id}", read, "Reads a wallet.", WALLET, in.of(WalletRoutes::read)),
        Route.put(
                "/v1/wallets/{id}",
                write,
                "Changes a wallet.",
                WalletChangesDraft.BODY,
                WALLET,
                in.changing(this::change))
            .fails(Problem.InvalidOperation.class),
        Route.get(
                balance,
                read,
                "Reads what is left of a wallet now.",
                BALANCE,
                in.of(WalletRoutes::balance))
            .says("Every event answered before counts.")
            .asking(FRESH),
        Route.get(
            balance + "-cached",
            read,
            "The same: nothing is cached.",
            BALANCE,
            in.of(WalletRoutes::balance)));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    return shown(tx, request, now, open.run(tx, WalletDraft.read(request, now), now));
  }

  private Future<Answer> change(Tx tx, Request request, Instant now) {
    return shown(tx, request, now, change.run(tx, WalletChangesDraft.read(request), now));
  }

  private static Future<Answer> read(Tx tx, Request request, Instant now) {
    return shown(tx, request, now, Wallets.find(tx, id(request)));
  }

  /** Answers a wallet as it stands. */
  static Future<Answer> shown(Tx tx, Request request, Instant now, Future<WalletRow> wallet) {
    return wallet
        .compose(row -> WalletAnswers.show(tx, List.of(row), request.caller(), now))
        .map(shown -> Answer.ok(WALLET, shown.getFirst()));
  }

  private static WalletId id(Request request) {
    return new WalletId(request.path("id"));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    return PageAnswers.page(
        tx,
        request.page(),
        WalletRow.TABLE,
        Where.all(),
        WALLET,
        rows -> WalletAnswers.show(tx, rows, request.caller(), now));
  }

  private static Future<Answer> search(Tx tx, Request request, Instant now) {
    Search search = request.read(WalletSearchDraft.WALLETS);
    return Pages.found(
        tx,
        WalletRow.TABLE,
        search,
        WalletSearchDraft.where(search),
        WALLET,
        rows -> WalletAnswers.show(tx, rows, request.caller(), now));
  }

  private static Future<Answer> balance(Tx tx, Request request, Instant now) {
    return Wallets.find(tx, id(request))
        .compose(row -> WalletAnswers.balance(tx, row, request.caller(), now))
        .map(shown -> Answer.ok(BALANCE, shown));
  }
}
