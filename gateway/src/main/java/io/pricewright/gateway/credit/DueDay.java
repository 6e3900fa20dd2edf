package io.pricewright.gateway.credit;

import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.ScheduleId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.rules.wallet.CreditTerms;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.GrantKind;
import io.pricewright.rules.wallet.Hold;
import io.pricewright.rules.wallet.HoldStatus;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.Standing;
import io.pricewright.rules.wallet.TransactionReason;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.rules.wallet.WalletType;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.CreditGrantRow;
import io.pricewright.store.row.CreditScheduleRow;
import io.pricewright.store.row.HoldRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.row.WalletRow;
import io.pricewright.store.row.WalletTransactionRow;
import io.pricewright.store.subscription.Subscriptions;
import io.pricewright.store.wallet.CreditBooks;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One customer's dues being done, an instant after the other, and then written at once. */
final class DueDay {
  private final Ids ids;
  private final WalletTransactions transactions;
  private final DueSteps.Dues dues;
  private final Instant now;
  private final Map<ScheduleId, CreditScheduleRow> moved = new LinkedHashMap<>();
  private final List<HoldRow> ended = new ArrayList<>();
  private final List<WalletRow> made = new ArrayList<>();
  // In the order of time, which is the order in which they are told.
  private final List<WalletTransactionRow> rows = new ArrayList<>();

  DueDay(Ids ids, WalletTransactions transactions, DueSteps.Dues dues, Instant now) {
    this.ids = ids;
    this.transactions = transactions;
    this.dues = dues;
    this.now = now;
  }

  /** A credit grant with the subscription that it is for. */
  private record Source(CreditGrantRow grant, SubscriptionRow subscription) {
    CreditTerms terms() {
      return CreditGrants.terms(grant);
    }

    boolean over(Instant at) {
      return grant.status() != Status.PUBLISHED
          || subscription.subscriptionStatus() == SubscriptionStatus.CANCELLED
          || terms().over(at)
          || CreditTerms.ended(subscription.endDate(), at);
    }

    @Nullable Instant expiry(Instant at) {
      return terms().expiry(at, Subscriptions.clock(subscription));
    }
  }

  private Source source(CreditScheduleRow schedule) {
    return new Source(
        Objects.requireNonNull(dues.grants().get(schedule.creditGrantId())),
        Objects.requireNonNull(dues.subscriptions().get(schedule.subscriptionId())));
  }

  /** Does what is due next; false when nothing is. */
  boolean step() {
    Instant next = next();
    if (next == null || next.isAfter(now)) {
      return false;
    }
    for (HoldRow hold : List.copyOf(dues.holds())) {
      if (!hold.expiresAt().isAfter(next)) {
        expire(hold);
      }
    }
    for (CreditScheduleRow schedule : List.copyOf(dues.schedules())) {
      Instant at = schedule.nextAt();
      if (at != null && !at.isAfter(next)) {
        grant(schedule, at);
      }
    }
    List.copyOf(dues.book().purses().keySet()).forEach(currency -> lapse(currency, next));
    return true;
  }

  private @Nullable Instant next() {
    List<Instant> all = new ArrayList<>();
    dues.holds().forEach(hold -> all.add(hold.expiresAt()));
    dues.schedules().stream()
        .map(CreditScheduleRow::nextAt)
        .filter(Objects::nonNull)
        .forEach(all::add);
    for (Purse purse : dues.book().purses().values()) {
      purse.grants().stream()
          .filter(grant -> !grant.lapsed() && grant.expiry() != null)
          .forEach(grant -> all.add(Objects.requireNonNull(grant.expiry()).plus(DueSteps.GRACE)));
    }
    return all.stream().min(Instant::compareTo).orElse(null);
  }

  private void expire(HoldRow row) {
    Purse purse = dues.book().purse(row.currency());
    Hold hold = Holds.parts(row);
    purse.free(hold);
    purse.end(hold);
    dues.holds().remove(row);
    ended.add(row);
  }

  // ---- credits of plans and subscriptions ----

  private void grant(CreditScheduleRow schedule, Instant at) {
    Source of = source(schedule);
    boolean over = of.over(at);
    if (!over) {
      add(wallet(of), of, of.terms().credits(), at, schedule.id());
    }
    Instant next =
        over ? null : of.terms().next(at, schedule.anchor(), of.subscription().timezone());
    CreditScheduleRow after =
        schedule.withOrdinal(schedule.ordinal() + (over ? 0 : 1)).withNextAt(next);
    dues.schedules().set(dues.schedules().indexOf(schedule), after);
    moved.put(after.id(), after);
  }

  /**
   * Returns the customer's first wallet of the subscription's currency that pays as usage comes.
   */
  private WalletRow wallet(Source of) {
    return dues.book().wallets().values().stream()
        .filter(row -> row.currency().equals(of.subscription().currency()))
        .filter(
            row ->
                row.walletStatus() == Wallet.Status.ACTIVE
                    && row.walletType() == WalletType.PRE_PAID)
        .findFirst()
        .orElseGet(() -> newWallet(of));
  }

  private WalletRow newWallet(Source of) {
    WalletRow row =
        Wallets.plain(
            new WalletId(ids.next("wallet", now)),
            dues.book().customerNo(),
            of.subscription().currency(),
            Objects.requireNonNullElse(of.grant().conversionRate(), BigDecimal.ONE),
            now);
    dues.book().wallets().put(row.id(), row);
    dues.book().purse(row.currency()).add(CreditBooks.wallet(row, null));
    made.add(row);
    return row;
  }

  private void add(
      WalletRow wallet, Source of, BigDecimal credits, Instant at, ScheduleId schedule) {
    Purse purse = dues.book().purse(wallet.currency());
    Standing before = purse.standing(wallet.id(), now);
    Grant grant = made(wallet, of, credits, at, schedule);
    purse.add(grant);
    rows.add(row(wallet, grant, before, purse.standing(wallet.id(), now)));
  }

  private Grant made(
      WalletRow wallet, Source of, BigDecimal credits, Instant at, ScheduleId schedule) {
    return Grant.of(
        transactions.grantId(now),
        wallet.id(),
        Grant.no(now),
        GrantKind.PROMOTIONAL,
        of.grant().priority(),
        at,
        of.expiry(at),
        credits,
        wallet.conversionRate(),
        schedule);
  }

  private WalletTransactionRow row(WalletRow wallet, Grant grant, Standing before, Standing after) {
    return transactions.credit(
        wallet, grant, before, after, TransactionReason.SUBSCRIPTION_CREDIT_GRANT, now);
  }

  // ---- expiry ----

  private void lapse(Currency currency, Instant at) {
    Purse purse = dues.book().purse(currency);
    Map<ScheduleId, List<Grant>> recurring =
        purse.grants().stream()
            .filter(grant -> grant.schedule() != null && Purse.due(grant, at, DueSteps.GRACE))
            .collect(Collectors.groupingBy(grant -> Objects.requireNonNull(grant.schedule())));
    recurring.forEach((schedule, rests) -> carry(purse, schedule, rests));
    Map<WalletId, Standing> before = new HashMap<>();
    dues.book().wallets().keySet().forEach(id -> before.put(id, purse.standing(id, now)));
    for (Purse.Lapsed lapsed : purse.lapse(at, DueSteps.GRACE)) {
      WalletId id = lapsed.grant().walletId();
      if (lapsed.amount().signum() > 0) {
        Standing after = purse.standing(id, now);
        rows.add(
            transactions.debit(
                Objects.requireNonNull(dues.book().wallets().get(id)),
                lapsed.amount(),
                Objects.requireNonNull(before.put(id, after)),
                after,
                TransactionReason.CREDIT_EXPIRED,
                now));
      }
    }
  }

  private void carry(Purse purse, ScheduleId scheduleId, List<Grant> rests) {
    CreditScheduleRow schedule =
        dues.schedules().stream()
            .filter(row -> row.id().equals(scheduleId))
            .findFirst()
            .orElse(null);
    Source of = schedule == null ? null : source(schedule);
    BigDecimal cap = of == null ? null : of.terms().rolloverCap();
    WalletRow wallet = dues.book().wallets().get(rests.getFirst().walletId());
    if (schedule == null
        || of == null
        || cap == null
        || wallet == null
        || wallet.walletStatus() != Wallet.Status.ACTIVE) {
      return;
    }
    Instant end = Objects.requireNonNull(rests.getFirst().expiry());
    BigDecimal granted = schedule.nextAt() == null ? BigDecimal.ZERO : of.terms().credits();
    Standing before = purse.standing(wallet.id(), now);
    List<Grant> fresh = new ArrayList<>();
    purse.carry(
        rests,
        cap,
        granted,
        units -> {
          Grant grant = made(wallet, of, units, end, scheduleId);
          fresh.add(grant);
          return grant;
        });
    fresh.forEach(grant -> rows.add(row(wallet, grant, before, purse.standing(wallet.id(), now))));
  }

  // ---- writing ----

  Future<Void> write(Tx tx, Credits credits) {
    List<Future<?>> wallets = new ArrayList<>();
    made.forEach(row -> wallets.add(WalletRow.TABLE.add(tx, row)));
    return Future.join(wallets)
        .compose(
            done -> {
              List<Future<?>> writes = new ArrayList<>();
              moved.values().forEach(row -> writes.add(CreditScheduleRow.TABLE.put(tx, row)));
              ended.forEach(row -> writes.add(Holds.end(tx, row, HoldStatus.EXPIRED, null, now)));
              rows.forEach(
                  row -> {
                    WalletRow wallet = dues.book().wallets().get(row.walletId());
                    writes.add(transactions.keep(tx, Objects.requireNonNull(wallet), row, now));
                  });
              writes.add(credits.write(tx, dues.book(), now));
              return Future.join(writes);
            })
        .mapEmpty();
  }
}
