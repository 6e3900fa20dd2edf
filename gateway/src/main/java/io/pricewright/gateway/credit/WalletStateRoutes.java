package io.pricewright.gateway.credit;

import static io.pricewright.gateway.credit.WalletAnswers.WALLET;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.notification.Notices;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** The routes that freeze, thaw and close wallets, and say when they pay. */
public final class WalletStateRoutes {
  private final SwitchWallet switching;
  private final CloseWallet close;

  /** Makes routes that give new rows ids, and tell of changes. */
  public WalletStateRoutes(Ids ids, Notices notices, Credits credits) {
    Wallets wallets = new Wallets(credits, notices);
    this.switching = new SwitchWallet(credits, wallets);
    this.close = new CloseWallet(credits, wallets, new WalletTransactions(ids, notices));
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    return List.of(
        action(in, "terminate", "Closes a wallet for ever.", this::close)
            .says("What is left of it lapses."),
        action(in, "freeze", "Keeps usage from drawing on a wallet.", this::freeze),
        action(in, "unfreeze", "Lets usage draw on a frozen wallet again.", this::unfreeze),
        Route.post(
                "/v1/wallets/{id}/modify",
                Scopes.BILLING_WRITE,
                "Turns a wallet that pays usage as it comes into one that pays invoices.",
                200,
                ModifyDraft.BODY,
                WALLET,
                in.creating(this::modify))
            .fails(Problem.InvalidOperation.class));
  }

  private static Route action(
      Transactions in, String verb, String summary, Transactions.Work work) {
    return Route.post(
            "/v1/wallets/{id}/" + verb,
            Scopes.BILLING_WRITE,
            summary,
            200,
            WALLET,
            in.creating(work))
        .fails(Problem.InvalidOperation.class);
  }

  private Future<Answer> close(Tx tx, Request request, Instant now) {
    return WalletRoutes.shown(tx, request, now, close.run(tx, id(request), now));
  }

  private Future<Answer> freeze(Tx tx, Request request, Instant now) {
    return switched(
        tx, request, now, new SwitchWallet.Command(id(request), SwitchWallet.To.FROZEN));
  }

  private Future<Answer> unfreeze(Tx tx, Request request, Instant now) {
    return switched(
        tx, request, now, new SwitchWallet.Command(id(request), SwitchWallet.To.ACTIVE));
  }

  private Future<Answer> modify(Tx tx, Request request, Instant now) {
    return switched(tx, request, now, ModifyDraft.read(request));
  }

  private Future<Answer> switched(
      Tx tx, Request request, Instant now, SwitchWallet.Command command) {
    return WalletRoutes.shown(tx, request, now, switching.run(tx, command, now));
  }

  private static WalletId id(Request request) {
    return new WalletId(request.path("id"));
  }
}
