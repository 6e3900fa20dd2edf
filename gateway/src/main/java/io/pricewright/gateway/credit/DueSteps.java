package io.pricewright.gateway.credit;

import io.pricewright.gateway.notice.Notices;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.subscription.BillingClock;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.GrantKind;
import io.pricewright.rules.wallet.Hold;
import io.pricewright.rules.wallet.HoldStatus;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.Standing;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.HoldRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.Subscriptions;
import io.pricewright.store.wallet.CreditBook;
import io.pricewright.store.wallet.CreditBooks;
import io.pricewright.store.wallet.CreditGrantRow;
import io.pricewright.store.wallet.CreditScheduleRow;
import io.pricewright.store.wallet.DueCustomers;
import io.pricewright.store.wallet.WalletRow;
import io.pricewright.store.wallet.WalletTransactionRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Does what is due for one customer, in the order of time, behind the customer's gate. */
public final class DueSteps {
  /** How long after its expiry a grant still pays for usage that occurred before it. */
  public static final Duration GRACE = Duration.ofHours(1);

  /** Most due instants that one transaction does; the next goes on. */
  private static final int MOST = 200;

  private final Ids ids;
  private final Credits credits;
  private final Notices notices;

  /** Works with these parts. */
  public DueSteps(Ids ids, Credits credits, Notices notices) {
    this.ids = ids;
    this.credits = credits;
    this.notices = notices;
  }

  /** Everything of a customer that may be due. */
  private record Dues(
      CreditBook book,
      List<HoldRow> holds,
      List<CreditScheduleRow> schedules,
      Map<String, CreditGrantRow> grants,
      Map<SubscriptionId, SubscriptionRow> subscriptions) {}

  /** Does what is due for a customer until an instant, and returns whether more of it is. */
  Future<Boolean> customer(Tx tx, CustomerNo customerNo, Instant now) {
    return credits
        .begin(tx, customerNo)
        .compose(book -> read(tx, book, now))
        .compose(
            dues -> {
              Day day = new Day(tx, dues, now);
              int done = 0;
              while (done < MOST && day.step()) {
                done++;
              }
              return day.write().map(done == MOST);
            });
  }

  private static Future<List<SubscriptionRow>> subscriptions(Tx tx, List<String> ids) {
    return SubscriptionRow.TABLE.list(
        tx,
        Where.<SubscriptionRow>all()
            .andAny(SubscriptionRow.ID, ids.stream().map(SubscriptionId::new).toList()),
        10_000,
        0);
  }

  private static Future<Dues> read(Tx tx, CreditBook book, Instant now) {
    Future<List<HoldRow>> holds = DueCustomers.holds(tx, book.customerNo(), now);
    Future<List<CreditScheduleRow>> schedules =
        CreditScheduleRow.ofCustomer(tx, book.customerNo().value());
    return Future.join(holds, schedules)
        .compose(
            both ->
                Future.join(
                        CreditGrantRow.TABLE.listAny(
                            tx, "id", names(schedules.result(), CreditScheduleRow::creditGrantId)),
                        subscriptions(
                            tx, names(schedules.result(), CreditScheduleRow::subscriptionId)))
                    .map(
                        rows -> {
                          Map<String, CreditGrantRow> grants = new HashMap<>();
                          Map<SubscriptionId, SubscriptionRow> subscriptions = new HashMap<>();
                          rows.<List<CreditGrantRow>>resultAt(0)
                              .forEach(row -> grants.put(row.id(), row));
                          rows.<List<SubscriptionRow>>resultAt(1)
                              .forEach(row -> subscriptions.put(row.id(), row));
                          return new Dues(
                              book,
                              new ArrayList<>(holds.result()),
                              new ArrayList<>(schedules.result()),
                              grants,
                              subscriptions);
                        }));
  }

  private static List<String> names(
      List<CreditScheduleRow> rows, java.util.function.Function<CreditScheduleRow, String> of) {
    return rows.stream().map(of).distinct().toList();
  }

  /** One customer's dues being done. */
  private final class Day {
    private final Tx tx;
    private final Dues dues;
    private final Instant now;
    private final Map<String, CreditScheduleRow> moved = new LinkedHashMap<>();
    private final List<HoldRow> ended = new ArrayList<>();
    private final List<WalletRow> made = new ArrayList<>();
    // In the order of time, which is the order in which they are told.
    private final List<WalletTransactionRow> rows = new ArrayList<>();

    Day(Tx tx, Dues dues, Instant now) {
      this.tx = tx;
      this.dues = dues;
      this.now = now;
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
      dues.book().purses().keySet().stream().toList().forEach(currency -> lapse(currency, next));
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
            .forEach(grant -> all.add(Objects.requireNonNull(grant.expiry()).plus(GRACE)));
      }
      return all.stream().min(Instant::compareTo).orElse(null);
    }

    private void expire(HoldRow row) {
      Purse purse = dues.book().purse(row.currency().code());
      Hold hold = Holds.parts(row);
      purse.free(hold);
      purse.end(hold);
      dues.holds().remove(row);
      ended.add(row);
    }

    // ---- credits of plans and subscriptions ----

    private void grant(CreditScheduleRow schedule, Instant at) {
      CreditGrantRow of = Objects.requireNonNull(dues.grants().get(schedule.creditGrantId()));
      SubscriptionRow subscription =
          Objects.requireNonNull(
              dues.subscriptions().get(new SubscriptionId(schedule.subscriptionId())));
      boolean over =
          !of.published()
              || subscription.subscriptionStatus() == SubscriptionStatus.CANCELLED
              || ended(of.endDate(), at)
              || ended(subscription.endDate(), at);
      if (!over) {
        WalletRow wallet = wallet(of, subscription);
        add(wallet, of, of.credits(), at, expiry(of, subscription, at), schedule.id());
      }
      boolean again = !over && of.cadence().equals("RECURRING");
      Instant next = again ? clock(of, schedule, subscription).periodOf(at).to() : null;
      CreditScheduleRow after = schedule.next(over ? 0 : 1, next);
      dues.schedules().set(dues.schedules().indexOf(schedule), after);
      moved.put(after.id(), after);
    }

    private static boolean ended(@Nullable Instant end, Instant at) {
      return end != null && !at.isBefore(end);
    }

    private static BillingClock clock(
        CreditGrantRow of, CreditScheduleRow schedule, SubscriptionRow subscription) {
      return new BillingClock(
          BillingPeriod.valueOf(Objects.requireNonNull(of.period())),
          Objects.requireNonNullElse(of.periodCount(), 1),
          schedule.anchor(),
          subscription.timezone());
    }

    private static @Nullable Instant expiry(
        CreditGrantRow of, SubscriptionRow subscription, Instant at) {
      ZoneId zone = subscription.timezone();
      return switch (of.expirationType()) {
        case "DURATION" -> {
          int many = Objects.requireNonNullElse(of.expirationDuration(), 1);
          ZonedDateTime from = at.atZone(zone);
          yield (switch (String.valueOf(of.expirationDurationUnit())) {
                case "WEEK" -> from.plusWeeks(many);
                case "MONTH" -> from.plusMonths(many);
                case "YEAR" -> from.plusYears(many);
                default -> from.plusDays(many);
              })
              .toInstant();
        }
        case "BILLING_CYCLE" -> Subscriptions.clock(subscription).periodOf(at).to();
        default -> null;
      };
    }

    /**
     * Returns the customer's first wallet of the subscription's currency that pays as usage comes.
     */
    private WalletRow wallet(CreditGrantRow of, SubscriptionRow subscription) {
      return dues.book().wallets().values().stream()
          .filter(row -> row.currency().equals(subscription.currency().code()))
          .filter(row -> row.walletStatus().equals("active") && row.walletType().equals("PRE_PAID"))
          .findFirst()
          .orElseGet(() -> newWallet(of, subscription));
    }

    private WalletRow newWallet(CreditGrantRow of, SubscriptionRow subscription) {
      WalletRow row =
          WalletRow.plain(
              ids.next("wallet", now),
              dues.book().customerNo().value(),
              subscription.currency().code(),
              Objects.requireNonNullElse(of.conversionRate(), BigDecimal.ONE),
              now);
      dues.book().wallets().put(row.id(), row);
      dues.book().purse(row.currency()).add(CreditBooks.wallet(row, null));
      made.add(row);
      return row;
    }

    private void add(
        WalletRow wallet,
        CreditGrantRow of,
        BigDecimal credits,
        Instant at,
        @Nullable Instant expiry,
        String schedule) {
      Purse purse = dues.book().purse(wallet.currency());
      Standing before = purse.standing(wallet.id(), now);
      Grant grant = made(wallet, of, credits, at, expiry, schedule);
      purse.add(grant);
      rows.add(row(wallet, grant, before, purse.standing(wallet.id(), now)));
    }

    private Grant made(
        WalletRow wallet,
        CreditGrantRow of,
        BigDecimal credits,
        Instant at,
        @Nullable Instant expiry,
        String schedule) {
      return Grant.of(
          ids.next("grant", now),
          wallet.id(),
          CreditBooks.micros(now),
          GrantKind.PROMOTIONAL,
          of.priority(),
          at,
          expiry,
          credits,
          wallet.conversionRate(),
          schedule);
    }

    private WalletTransactionRow row(
        WalletRow wallet, Grant grant, Standing before, Standing after) {
      return WalletAnswers.credit(
          ids.next("wtxn", now), wallet, grant, before, after, "SUBSCRIPTION_CREDIT_GRANT", now);
    }

    // ---- expiry ----

    private void lapse(String currency, Instant at) {
      Purse purse = dues.book().purse(currency);
      Map<String, List<Grant>> recurring =
          purse.grants().stream()
              .filter(grant -> grant.schedule() != null && Purse.due(grant, at, GRACE))
              .collect(Collectors.groupingBy(grant -> Objects.requireNonNull(grant.schedule())));
      recurring.forEach((schedule, rests) -> carry(purse, schedule, rests));
      Map<String, Standing> before = new HashMap<>();
      dues.book().wallets().keySet().forEach(id -> before.put(id, purse.standing(id, now)));
      for (Purse.Lapsed lapsed : purse.lapse(at, GRACE)) {
        String id = lapsed.grant().walletId();
        WalletRow wallet = Objects.requireNonNull(dues.book().wallets().get(id));
        if (lapsed.amount().signum() > 0) {
          Standing after = purse.standing(id, now);
          rows.add(
              WalletAnswers.debit(
                  ids.next("wtxn", now),
                  wallet,
                  lapsed.amount(),
                  Objects.requireNonNull(before.put(id, after)),
                  after,
                  "CREDIT_EXPIRED",
                  now));
        }
      }
    }

    private void carry(Purse purse, String scheduleId, List<Grant> rests) {
      CreditScheduleRow schedule =
          dues.schedules().stream()
              .filter(row -> row.id().equals(scheduleId))
              .findFirst()
              .orElse(null);
      CreditGrantRow of = schedule == null ? null : dues.grants().get(schedule.creditGrantId());
      BigDecimal cap = of == null ? null : of.rolloverCap();
      WalletRow wallet = dues.book().wallets().get(rests.getFirst().walletId());
      if (schedule == null
          || of == null
          || cap == null
          || wallet == null
          || !wallet.walletStatus().equals("active")) {
        return;
      }
      SubscriptionRow subscription =
          Objects.requireNonNull(
              dues.subscriptions().get(new SubscriptionId(schedule.subscriptionId())));
      Instant end = Objects.requireNonNull(rests.getFirst().expiry());
      BigDecimal granted = schedule.nextAt() == null ? BigDecimal.ZERO : of.credits();
      Standing before = purse.standing(wallet.id(), now);
      List<Grant> fresh = new ArrayList<>();
      purse.carry(
          rests,
          cap,
          granted,
          units -> {
            Grant grant = made(wallet, of, units, end, expiry(of, subscription, end), scheduleId);
            fresh.add(grant);
            return grant;
          });
      fresh.forEach(
          grant -> rows.add(row(wallet, grant, before, purse.standing(wallet.id(), now))));
    }

    // ---- writing ----

    Future<Void> write() {
      List<Future<?>> wallets = new ArrayList<>();
      made.forEach(row -> wallets.add(WalletRow.TABLE.add(tx, row)));
      return Future.join(wallets)
          .compose(
              done -> {
                List<Future<?>> writes = new ArrayList<>();
                moved
                    .values()
                    .forEach(row -> writes.add(CreditScheduleRow.TABLE.put(tx, row.id(), row)));
                ended.forEach(row -> writes.add(Holds.end(tx, row, HoldStatus.EXPIRED, null, now)));
                rows.forEach(
                    row -> {
                      WalletRow wallet = dues.book().wallets().get(row.walletId());
                      writes.add(
                          FillWallets.keep(tx, notices, Objects.requireNonNull(wallet), row, now));
                    });
                writes.add(credits.write(tx, dues.book(), now));
                return Future.join(writes);
              })
          .mapEmpty();
    }
  }
}
