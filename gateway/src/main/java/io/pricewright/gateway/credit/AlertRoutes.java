package io.pricewright.gateway.credit;

import static io.pricewright.gateway.credit.AlertAnswers.LINE;
import static io.pricewright.gateway.credit.AlertAnswers.SETTINGS;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Pages;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.AlertLogRow;
import io.pricewright.store.row.WalletRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * The routes of alerts: the settings of wallets under ids of their own, and the log of what was
 * raised. A setting is the wallet's {@code alert_settings}, however it was made.
 */
public final class AlertRoutes {
  private final SetAlerts set;

  /** Makes routes with these parts. */
  public AlertRoutes(Credits credits) {
    this.set = new SetAlerts(credits);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.BILLING_READ;
    String write = Scopes.BILLING_WRITE;
    String one = "/v1/alerts/setting/{id}";
    return List.of(
        Route.post(
                "/v1/alerts/setting",
                write,
                "Says at which balances a wallet alerts.",
                201,
                AlertsDraft.Create.BODY,
                SETTINGS,
                in.creating(this::create))
            .fails(Problem.AlreadyExists.class, Problem.InvalidOperation.class),
        Route.post(
            "/v1/alerts/setting/search",
            read,
            "Searches the wallets that alert, newest first.",
            200,
            AlertSearchDraft.SETTINGS,
            SETTINGS.paged(),
            in.of(AlertRoutes::search)),
        Route.get(
            one,
            read,
            "Reads at which balances a wallet alerts.",
            SETTINGS,
            in.of((tx, request, now) -> existing(tx, request).map(row -> shown(request, row)))),
        Route.put(
                one,
                write,
                "Changes at which balances a wallet alerts.",
                AlertsDraft.Update.BODY,
                SETTINGS,
                in.changing(this::update))
            .fails(Problem.InvalidOperation.class),
        Route.gone(one, write, "Ends a wallet's alerts.", in.changing(this::end))
            .fails(Problem.InvalidOperation.class),
        Route.post(
            "/v1/alerts/search",
            read,
            "Searches the alerts that were raised and taken back, newest first.",
            200,
            AlertSearchDraft.LOG,
            LINE.paged(),
            in.of(AlertRoutes::log)));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    return set.run(tx, AlertsDraft.Create.read(request), now)
        .map(row -> Answer.created(SETTINGS, AlertAnswers.Settings.of(row, request.caller())));
  }

  private Future<Answer> update(Tx tx, Request request, Instant now) {
    return set.run(tx, AlertsDraft.Update.read(request, walletId(request)), now)
        .map(row -> shown(request, row));
  }

  private Future<Answer> end(Tx tx, Request request, Instant now) {
    return existing(tx, request)
        .compose(
            before ->
                set.run(tx, new SetAlerts.Command(before.id(), null, true), now)
                    .map(ended -> Answer.gone()));
  }

  private static Future<WalletRow> existing(Tx tx, Request request) {
    return SetAlerts.existing(tx, walletId(request));
  }

  private static Answer shown(Request request, WalletRow row) {
    return Answer.ok(SETTINGS, AlertAnswers.Settings.of(row, request.caller()));
  }

  private static WalletId walletId(Request request) {
    String id = request.path("id");
    if (!id.startsWith(SetAlerts.PREFIX)) {
      throw SetAlerts.missing();
    }
    return new WalletId(id.substring(SetAlerts.PREFIX.length()));
  }

  private static Future<Answer> search(Tx tx, Request request, Instant now) {
    AlertSearchDraft.Found<WalletRow> search = AlertSearchDraft.settings(request);
    return Pages.found(
        tx,
        WalletRow.TABLE,
        search.search(),
        search.where(),
        SETTINGS,
        rows ->
            Future.succeededFuture(
                rows.stream()
                    .map(row -> AlertAnswers.Settings.of(row, request.caller()))
                    .toList()));
  }

  private static Future<Answer> log(Tx tx, Request request, Instant now) {
    return AlertSearchDraft.log(tx, request)
        .compose(
            search ->
                Pages.found(
                    tx,
                    AlertLogRow.TABLE,
                    search.search(),
                    search.where(),
                    LINE,
                    rows -> AlertAnswers.show(tx, rows, request.caller())));
  }
}
