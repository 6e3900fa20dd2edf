package io.pricewright.gateway.credit;

import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.AlertLogId;
import io.pricewright.rules.id.AlertedId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.notification.Notification;
import io.pricewright.rules.wallet.AlertEntity;
import io.pricewright.rules.wallet.AlertType;
import io.pricewright.rules.wallet.Budget;
import io.pricewright.rules.wallet.Spending;
import io.pricewright.store.row.AlertLogRow;
import io.pricewright.store.wallet.Budgets;
import io.pricewright.store.wallet.CreditBook;
import io.pricewright.store.wallet.LineFact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what is spent on budgets, and tells of 50, 80 and 100 percent, once a period each. */
public final class WatchBudgets {
  private final Ids ids;

  /** Gives rows ids. */
  public WatchBudgets(Ids ids) {
    this.ids = ids;
  }

  /** Counts what a batch charged, and collects what is to be told and written. */
  void spend(
      List<Budget> budgets,
      List<Spending> spent,
      Map<CustomerNo, CreditBook> books,
      Instant now,
      CreditWrites writes) {
    for (Budget budget : budgets) {
      Budget after = budget;
      for (Spending one : spent) {
        if (counts(budget, one, books.get(one.customerNo()))) {
          after = after.spend(one.total(), now);
        }
      }
      if (!after.equals(budget)) {
        Budget put = after;
        tell(after, now, writes);
        writes.add(tx -> Budgets.write(tx, put.tellAll()));
      }
    }
  }

  private static boolean counts(Budget budget, Spending one, @Nullable CreditBook book) {
    LineFact fact = book == null ? null : book.lines().get(one.key().lineItemNo());
    return budget.customerNo().equals(one.customerNo())
        && budget.currency().equals(one.currency())
        && budget.counts(
            fact == null ? null : fact.subscriptionId(),
            fact == null ? null : fact.line().meterId());
  }

  private void tell(Budget budget, Instant now, CreditWrites writes) {
    for (int percent : budget.reached()) {
      writes.tell(notice(budget, percent, now));
      writes.add(log(budget, percent, now));
    }
  }

  private AlertLogRow log(Budget budget, int percent, Instant now) {
    Json set =
        Json.Obj.EMPTY
            .with("amount", Json.of(budget.amount().toPlainString()))
            .with("percent", Json.of(percent));
    return new AlertLogRow(
        new AlertLogId(ids.next("alog", now)),
        budget.customerNo(),
        AlertEntity.BUDGET,
        new AlertedId(budget.id().value()),
        AlertType.SUBSCRIPTION_SPEND,
        Budget.state(percent),
        PostCredits.info(set, budget.spent(), now),
        now);
  }

  private static Notification notice(Budget budget, int percent, Instant now) {
    return new Notification.SpendReached(
        Budget.state(percent),
        budget.id(),
        budget.subscriptionId(),
        budget.featureId(),
        percent,
        budget.amount(),
        budget.spent(),
        budget.currency(),
        now);
  }
}
