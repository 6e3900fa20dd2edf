package io.pricewright.gateway;

import io.pricewright.gateway.background.CatchUp;
import io.pricewright.gateway.background.CustomerQueue;
import io.pricewright.gateway.background.CustomerWork;
import io.pricewright.gateway.background.Driver;
import io.pricewright.gateway.background.DueFirst;
import io.pricewright.gateway.credit.AlertRoutes;
import io.pricewright.gateway.credit.BudgetRoutes;
import io.pricewright.gateway.credit.ClockRoutes;
import io.pricewright.gateway.credit.CreditGrantRoutes;
import io.pricewright.gateway.credit.Credits;
import io.pricewright.gateway.credit.CustomerWalletRoutes;
import io.pricewright.gateway.credit.DueCredits;
import io.pricewright.gateway.credit.HeldRoutes;
import io.pricewright.gateway.credit.HoldRoutes;
import io.pricewright.gateway.credit.LedgerRoutes;
import io.pricewright.gateway.credit.PostCredits;
import io.pricewright.gateway.credit.TellHeld;
import io.pricewright.gateway.credit.UpcomingCreditRoutes;
import io.pricewright.gateway.credit.WalletRoutes;
import io.pricewright.gateway.credit.WalletStateRoutes;
import io.pricewright.gateway.credit.WalletTransactionRoutes;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.invoice.InvoiceRoutes;
import io.pricewright.gateway.invoice.Invoicing;
import io.pricewright.gateway.invoice.ModifyRoutes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Invoices, wallets, holds, budgets, credits that recur or end, and the ledger that shows them. */
final class CreditParts {
  private final Base base;
  private final NotificationParts notifications;
  private final RatingParts rating;
  private final Credits credits;
  private final CatchUp catchUp;
  private final Invoicing invoicing;
  private final DueFirst dueFirst;

  CreditParts(
      Base base,
      ScriptParts scripts,
      NotificationParts notifications,
      PostCredits postings,
      RatingParts rating) {
    this.base = base;
    this.notifications = notifications;
    this.rating = rating;
    credits = new Credits(postings);
    DueCredits dues = new DueCredits(postings, base.ids, notifications.notices);
    invoicing =
        new Invoicing(
            base.snapshots,
            scripts.pool,
            scripts.engine,
            postings,
            base.ids,
            notifications.notices);
    List<CustomerWork> kinds = Stream.concat(Stream.of(dues), invoicing.work().stream()).toList();
    dueFirst = new DueFirst(kinds);
    CustomerQueue queue =
        new CustomerQueue(base.database, base.clock, kinds, new TellHeld(notifications.notices));
    Driver<?> driver = base.drive(queue);
    catchUp =
        new CatchUp(
            base.vertx,
            base.database,
            base.nanos,
            List.of(driver::caughtUp, rating.tasks::caughtUp, driver::caughtUp));
  }

  List<Route> routes() {
    var in = base.in;
    var ids = base.ids;
    List<Route> routes = new ArrayList<>();
    routes.addAll(new WalletRoutes(ids, notifications.notices, credits).routes(in));
    routes.addAll(new HoldRoutes(ids, credits, rating.drafts, rating.rating).routes(in));
    routes.addAll(new ClockRoutes(base.clock, catchUp).routes(in));
    routes.addAll(new CreditGrantRoutes(ids).routes(in));
    routes.addAll(new BudgetRoutes(ids, credits).routes(in));
    routes.addAll(new AlertRoutes(credits).routes(in));
    routes.addAll(UpcomingCreditRoutes.routes(in));
    routes.addAll(CustomerWalletRoutes.routes(in));
    routes.addAll(new WalletStateRoutes(ids, notifications.notices, credits).routes(in));
    routes.addAll(new WalletTransactionRoutes(ids, notifications.notices, credits).routes(in));
    routes.addAll(LedgerRoutes.routes(in));
    routes.addAll(HeldRoutes.routes(in));
    routes.addAll(new InvoiceRoutes(invoicing).routes(in));
    routes.addAll(new ModifyRoutes(invoicing, dueFirst, notifications.notices).routes(in));
    return routes;
  }
}
