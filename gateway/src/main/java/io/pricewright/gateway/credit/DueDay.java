package io.pricewright.gateway.credit;

import io.pricewright.gateway.background.CustomerStep;
import io.pricewright.gateway.background.Rank;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.id.ScheduleId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.Hold;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.Standing;
import io.pricewright.rules.wallet.TransactionReason;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.rules.wallet.WalletType;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.CreditScheduleRow;
import io.pricewright.store.row.HoldRow;
import io.pricewright.store.row.WalletRow;
import io.pricewright.store.row.WalletTransactionRow;
import io.pricewright.store.wallet.CreditBook;
import io.pricewright.store.wallet.CreditBooks;
import io.pricewright.store.wallet.DueCustomers;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One customer's dues being done in memory, a step after the other. */
final class DueDay {
  /** How long after its expiry a grant still pays for usage that occurred before it. */
  static final Duration GRACE = Duration.ofHours(1);

  private final Ids ids;
  private final WalletTransactions transactions;
  private final Dues dues;
  private final Instant now;
  private final Map<ScheduleId, CreditScheduleRow> moved = new LinkedHashMap<>();
  private final List<HoldId> ended = new ArrayList<>();
  private final List<WalletRow> made = new ArrayList<>();
  // In the order of time, which is the order in which they are told.
  private final List<WalletTransactionRow> rows = new ArrayList<>();
  private boolean stepped;

  DueDay(Ids ids, WalletTransactions transactions, Dues dues, Instant now) {
    this.ids = ids;
    this.transactions = transactions;
    this.dues = dues;
    this.now = now;
  }

  CreditBook book() {
    return dues.book();
  }

  /** Returns whether it did anything. */
  boolean stepped() {
    return stepped;
  }

  /** Returns what is due next, or null. */
  @Nullable CustomerStep next() {
    List<CustomerStep> all = new ArrayList<>();
    dues.holds().forEach(hold -> all.add(new CustomerStep(hold.expiresAt(), Rank.HOLDS)));
    if (dues.holds().isEmpty() && dues.nextHold() != null) {
      all.add(new CustomerStep(dues.nextHold(), Rank.HOLDS));
    }
    dues.schedules().stream()
        .map(CreditScheduleRow::nextAt)
        .filter(Objects::nonNull)
        .forEach(at -> all.add(new CustomerStep(at, Rank.CREDITS)));
    for (Purse purse : dues.book().purses().values()) {
      purse.grants().forEach(grant -> next(grant, all));
    }
    for (Recurring of : dues.recurring()) {
      Instant end = of.forfeitedAt();
      if (end != null
          && dues.book().purses().values().stream().anyMatch(p -> !left(p, of).isEmpty())) {
        all.add(new CustomerStep(end, Rank.CREDITS));
      }
    }
    return all.stream().min(Comparator.naturalOrder()).orElse(null);
  }

  private static void next(Grant grant, List<CustomerStep> all) {
    Instant at = grant.due(GRACE);
    if (at != null) {
      boolean lapses = grant.begun() && !grant.carries();
      all.add(new CustomerStep(at, lapses ? Rank.LAPSES : Rank.CREDITS));
    }
  }

  /** Does what is due at an instant, of a rank. */
  void take(CustomerStep step) {
    stepped = true;
    Instant at = step.at();
    switch (step.rank()) {
      case HOLDS -> expire(at);
      case CREDITS -> credits(at);
      case LAPSES -> List.copyOf(dues.book().purses().values()).forEach(purse -> lapse(purse, at));
      case DOCUMENTS, EARNED -> throw new IllegalArgumentException("credits have no " + step);
    }
  }

  private void credits(Instant at) {
    for (CreditScheduleRow schedule : List.copyOf(dues.schedules())) {
      Instant next = schedule.nextAt();
      if (next != null && !next.isAfter(at)) {
        grant(dues.recurring(schedule), next);
      }
    }
    for (Purse purse : List.copyOf(dues.book().purses().values())) {
      forfeit(purse, at);
      purse.begin(at);
      carry(purse, grant -> grant.carries() && ends(grant, at));
    }
  }

  private static boolean ends(Grant grant, Instant at) {
    return grant.expiry() != null && !grant.expiry().isAfter(at);
  }

  private void expire(Instant at) {
    for (HoldRow hold : List.copyOf(dues.holds())) {
      if (!hold.expiresAt().isAfter(at)) {
        expire(hold);
      }
    }
  }

  private void expire(HoldRow row) {
    Purse purse = dues.book().purse(row.currency());
    Hold hold = Holds.parts(row);
    purse.free(hold);
    purse.end(hold);
    dues.holds().remove(row);
    ended.add(row.id());
  }

  // ---- credits of plans and subscriptions ----

  private void grant(Recurring of, Instant at) {
    Instant had = of.had(dues.recurring(), at);
    if (of.over(at)) {
      moved(of.schedule().withNextAt(null));
    } else if (had != null) {
      moved(of.waiting(had));
    } else {
      WalletRow wallet = wallet(of);
      Purse purse = dues.book().purse(wallet.currency());
      Standing before = purse.standing(wallet.id(), now);
      Grant grant = of.made(transactions.grantId(now), wallet, of.terms().credits(), at, at, now);
      purse.add(grant);
      rows.add(row(wallet, grant, before, purse.standing(wallet.id(), now)));
      moved(of.given(at));
    }
  }

  private void moved(CreditScheduleRow after) {
    dues.schedules().replaceAll(row -> row.id().equals(after.id()) ? after : row);
    moved.put(after.id(), after);
  }

  /**
   * Returns the customer's first wallet of the subscription's currency that pays as usage comes.
   */
  private WalletRow wallet(Recurring of) {
    return dues.book().wallets().values().stream()
        .filter(row -> row.currency().equals(of.subscription().currency()))
        .filter(
            row ->
                row.walletStatus() == Wallet.Status.ACTIVE
                    && row.walletType() == WalletType.PRE_PAID)
        .findFirst()
        .orElseGet(() -> newWallet(of));
  }

  private WalletRow newWallet(Recurring of) {
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

  private WalletTransactionRow row(WalletRow wallet, Grant grant, Standing before, Standing after) {
    return transactions.credit(
        wallet, grant, before, after, TransactionReason.SUBSCRIPTION_CREDIT_GRANT, now);
  }

  // ---- what ends ----

  /**
   * Carries what is left of grants over, by the renewal at which each ended: provisionally when
   * that comes, and, before they lapse, what came back to them since.
   */
  private void carry(Purse purse, Predicate<Grant> which) {
    Map<Renewal, List<Grant>> all =
        purse.grants().stream()
            .filter(grant -> grant.schedule() != null && grant.expiry() != null)
            .filter(which)
            .sorted(Comparator.comparing(grant -> Objects.requireNonNull(grant.expiry())))
            .collect(Collectors.groupingBy(Renewal::of, LinkedHashMap::new, Collectors.toList()));
    all.forEach((renewal, rests) -> carry(purse, renewal.schedule(), renewal.at(), rests));
  }

  /** Ends the credits of subscriptions that ended, where they are to end together. */
  private void forfeit(Purse purse, Instant at) {
    for (Recurring of : dues.recurring()) {
      Instant end = of.forfeitedAt();
      if (end != null && !end.isAfter(at)) {
        purse.forfeit(left(purse, of), end);
      }
    }
  }

  /** Returns the grants that still pay for usage after their subscription's end. */
  private static List<Grant> left(Purse purse, Recurring of) {
    Instant end = Objects.requireNonNull(of.forfeitedAt());
    return purse.grants().stream()
        .filter(grant -> of.schedule().id().equals(grant.schedule()) && !grant.lapsed())
        .filter(grant -> grant.expiry() == null || grant.expiry().isAfter(end))
        .toList();
  }

  /** When credits of a schedule end and the next ones come. */
  private record Renewal(ScheduleId schedule, Instant at) {
    static Renewal of(Grant grant) {
      return new Renewal(
          Objects.requireNonNull(grant.schedule()), Objects.requireNonNull(grant.expiry()));
    }
  }

  private void carry(Purse purse, ScheduleId schedule, Instant renewal, List<Grant> rests) {
    purse.ended(rests);
    Recurring of = dues.recurring(schedule);
    BigDecimal room = of == null ? BigDecimal.ZERO : of.room(renewal);
    if (of == null || room.signum() == 0) {
      return;
    }
    Map<WalletId, Standing> before = standings(purse);
    List<Purse.Carried> carried = purse.carry(rests, room, from -> into(purse, of, from, renewal));
    BigDecimal credits = BigDecimal.ZERO;
    for (Purse.Carried one : carried) {
      credits = credits.add(one.credits());
      WalletRow wallet = Objects.requireNonNull(dues.book().wallets().get(one.into().walletId()));
      Standing stood = Objects.requireNonNull(before.get(wallet.id()));
      rows.add(
          row(wallet, one.into(), stood, stood)
              .withCredits(one.credits())
              .withAmount(one.amount()));
    }
    if (credits.signum() > 0) {
      moved(of.carried(renewal, credits));
    }
  }

  /** Returns what was carried out of a grant already, or a new grant of nothing. */
  private Grant into(Purse purse, Recurring of, Grant from, Instant renewal) {
    WalletRow wallet = Objects.requireNonNull(dues.book().wallets().get(from.walletId()));
    Grant fresh =
        of.made(transactions.grantId(now), wallet, BigDecimal.ZERO, from.effective(), renewal, now);
    return purse.grants().stream()
        .filter(
            grant ->
                fresh.walletId().equals(grant.walletId())
                    && fresh.rate().compareTo(grant.rate()) == 0
                    && Objects.equals(fresh.schedule(), grant.schedule())
                    && Objects.equals(fresh.effective(), grant.effective())
                    && Objects.equals(fresh.expiry(), grant.expiry()))
        .findFirst()
        .orElse(fresh);
  }

  private void lapse(Purse purse, Instant at) {
    carry(purse, grant -> Purse.due(grant, at, GRACE));
    Map<WalletId, Standing> before = standings(purse);
    for (Purse.Lapsed lapsed : purse.lapse(at, GRACE)) {
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

  private Map<WalletId, Standing> standings(Purse purse) {
    Map<WalletId, Standing> all = new HashMap<>();
    dues.book().wallets().keySet().forEach(id -> all.put(id, purse.standing(id, now)));
    return all;
  }

  // ---- writing ----

  /** What several customers' days came to, besides their books. */
  static final class Written {
    private final List<WalletRow> wallets = new ArrayList<>();
    private final List<CreditScheduleRow> schedules = new ArrayList<>();
    private final List<HoldId> holds = new ArrayList<>();

    /** Writes it; wallets first. */
    Future<Void> write(Tx tx, Instant now) {
      return Future.join(
              WalletRow.TABLE.addAll(tx, wallets),
              DueCustomers.put(tx, schedules),
              DueCustomers.expire(tx, holds, now))
          .mapEmpty();
    }
  }

  /** Adds what it came to. */
  void collect(CreditWrites writes, Written written) {
    written.wallets.addAll(made);
    written.schedules.addAll(moved.values());
    written.holds.addAll(ended);
    rows.forEach(
        row -> {
          WalletRow wallet = Objects.requireNonNull(dues.book().wallets().get(row.walletId()));
          writes.add(row);
          writes.tell(WalletTransactions.moved(row, wallet));
        });
  }
}
