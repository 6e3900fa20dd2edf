package io.pricewright.gateway.credit;

import io.pricewright.gateway.notification.Notices;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.CreditGrantId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ScheduleId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.CreditGrantRow;
import io.pricewright.store.row.CreditScheduleRow;
import io.pricewright.store.row.HoldRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.wallet.CreditBook;
import io.pricewright.store.wallet.DueCustomers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Does what is due for one customer, in the order of time, behind the customer's gate. */
public final class DueSteps {
  /** How long after its expiry a grant still pays for usage that occurred before it. */
  public static final Duration GRACE = Duration.ofHours(1);

  /** Most schedules of a customer. */
  static final int MOST_SCHEDULES = 1_000;

  /** Most due instants that one transaction does; the next goes on. */
  private static final int MOST = 200;

  private final Ids ids;
  private final Credits credits;
  private final WalletTransactions transactions;

  /** Works with these parts. */
  public DueSteps(Ids ids, Credits credits, Notices notices) {
    this.ids = ids;
    this.credits = credits;
    this.transactions = new WalletTransactions(ids, notices);
  }

  /**
   * Everything of a customer that may be due. Lists change as it is done.
   *
   * @param holds those past their expiry
   * @param schedules all, ended ones too, as their last grants may carry over
   */
  record Dues(
      CreditBook book,
      List<HoldRow> holds,
      List<CreditScheduleRow> schedules,
      Map<CreditGrantId, CreditGrantRow> grants,
      Map<SubscriptionId, SubscriptionRow> subscriptions) {
    /** Returns the schedules with what they are of, as they are by now. */
    List<Recurring> recurring() {
      return schedules.stream().map(this::recurring).toList();
    }

    Recurring recurring(CreditScheduleRow row) {
      return new Recurring(
          row,
          Objects.requireNonNull(grants.get(row.creditGrantId())),
          Objects.requireNonNull(subscriptions.get(row.subscriptionId())));
    }

    /** Returns a schedule with what it is of, or null. */
    @Nullable Recurring recurring(ScheduleId id) {
      return schedules.stream()
          .filter(row -> row.id().equals(id))
          .findFirst()
          .map(this::recurring)
          .orElse(null);
    }
  }

  /** Does what is due for a customer until an instant, and returns whether more of it is. */
  Future<Boolean> customer(Tx tx, CustomerNo customerNo, Instant now) {
    return credits
        .begin(tx, customerNo)
        .compose(book -> read(tx, book, now))
        .compose(
            dues -> {
              DueDay day = new DueDay(ids, transactions, dues, now);
              int done = 0;
              while (done < MOST && day.step()) {
                done++;
              }
              return day.write(tx, credits).map(done == MOST);
            });
  }

  /** Returns the schedules of a customer, oldest first. */
  static Future<List<CreditScheduleRow>> schedules(Tx tx, CustomerNo customerNo) {
    return CreditScheduleRow.TABLE.oldest(
        tx, Where.is(CreditScheduleRow.CUSTOMER_NO, customerNo), MOST_SCHEDULES, 0);
  }

  private static Future<Dues> read(Tx tx, CreditBook book, Instant now) {
    Future<List<HoldRow>> holds = DueCustomers.holds(tx, book.customerNo(), now);
    Future<List<CreditScheduleRow>> schedules = schedules(tx, book.customerNo());
    return Future.join(holds, schedules)
        .compose(both -> dues(tx, book, holds.result(), schedules.result()));
  }

  private static Future<Dues> dues(
      Tx tx, CreditBook book, List<HoldRow> holds, List<CreditScheduleRow> schedules) {
    Future<List<CreditGrantRow>> grants =
        CreditGrantRow.TABLE.listAny(
            tx, CreditGrantRow.ID, each(schedules, CreditScheduleRow::creditGrantId));
    Future<List<SubscriptionRow>> subscriptions =
        SubscriptionRow.TABLE.listAny(
            tx, SubscriptionRow.ID, each(schedules, CreditScheduleRow::subscriptionId));
    return Future.join(grants, subscriptions)
        .map(
            both ->
                new Dues(
                    book,
                    new ArrayList<>(holds),
                    new ArrayList<>(schedules),
                    grants.result().stream()
                        .collect(Collectors.toMap(CreditGrantRow::id, Function.identity())),
                    subscriptions.result().stream()
                        .collect(Collectors.toMap(SubscriptionRow::id, Function.identity()))));
  }

  private static <T> List<T> each(List<CreditScheduleRow> rows, Function<CreditScheduleRow, T> of) {
    return rows.stream().map(of).distinct().toList();
  }
}
