package io.pricewright.rules.wallet;

import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.ledger.Account;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A customer's credits in one currency, as read behind the customer's gate. Operations change it;
 * afterwards it says which grants and uses are to be written and what is to be posted. Not for
 * several threads.
 */
public final class Purse {
  private final Map<WalletId, Wallet> wallets = new LinkedHashMap<>();
  private final Map<GrantId, Grant> grants = new HashMap<>();
  private final Map<Use.Key, Use> uses =
      new TreeMap<>(
          java.util.Comparator.comparing(Use.Key::periodStart).thenComparing(Use.Key::lineItemNo));
  private final Map<LineItemNo, Wallet.Line> lines = new HashMap<>();
  private final BigDecimal elsewhere;
  private final Set<GrantId> changedGrants = new LinkedHashSet<>();
  private final Set<Use.Key> changedUses = new LinkedHashSet<>();
  private final Map<Between, BigDecimal> moved = new LinkedHashMap<>();

  /** An account of a grant and the account on the other side. */
  private record Between(Account wallet, Account other) {}

  /**
   * Makes a purse of what was read.
   *
   * @param wallets of one currency, oldest first
   * @param grants in them
   * @param uses those that will be touched
   * @param lines what line items are, by number; of others it is {@link Wallet.Line#USAGE}
   * @param elsewhere uncovered amount of all uses that are not given
   */
  public Purse(
      Collection<Wallet> wallets,
      Collection<Grant> grants,
      Collection<Use> uses,
      Map<LineItemNo, Wallet.Line> lines,
      BigDecimal elsewhere) {
    wallets.forEach(wallet -> this.wallets.put(wallet.id(), wallet));
    grants.forEach(grant -> this.grants.put(grant.id(), grant));
    uses.forEach(use -> this.uses.put(use.key(), use));
    this.lines.putAll(lines);
    this.elsewhere = elsewhere;
  }

  /**
   * Makes a purse of what was read.
   *
   * @param uncovered uncovered amount of all uses, given or not
   */
  public static Purse ofAll(
      Collection<Wallet> wallets,
      Collection<Grant> grants,
      Collection<Use> uses,
      Map<LineItemNo, Wallet.Line> lines,
      BigDecimal uncovered) {
    BigDecimal given = sum(uses.stream().map(Use::open).toList());
    return new Purse(wallets, grants, uses, lines, uncovered.subtract(given));
  }

  // ---- usage ----

  /**
   * Draws for usage, or gives back. What credits do not cover stays uncovered.
   *
   * @param key line item and period
   * @param total what its charges add up to, of either sign
   * @param parts when the usage occurred; weights, which need not add up to the total
   * @param otherwise when it occurred if no part says
   */
  public void charge(Use.Key key, BigDecimal total, List<Use.Part> parts, Instant otherwise) {
    if (total.signum() < 0) {
      giveBack(key, total.negate());
      return;
    }
    BigDecimal left = payOwed(key, total);
    List<Use.Part> positive = parts.stream().filter(p -> p.amount().signum() > 0).toList();
    if (positive.isEmpty()) {
      draw(key, otherwise, left);
    }
    for (int i = 0; i < positive.size() && left.signum() > 0; i++) {
      Use.Part part = positive.get(i);
      BigDecimal mine = i == positive.size() - 1 ? left : left.min(part.amount());
      draw(key, part.at(), mine);
      left = left.subtract(mine);
    }
  }

  /** Usage first makes up for what is owed to the customer on its line item. */
  private BigDecimal payOwed(Use.Key key, BigDecimal total) {
    Use use = use(key);
    BigDecimal open = use.open();
    if (open.signum() >= 0) {
      return total;
    }
    BigDecimal after = open.add(total);
    BigDecimal kept = after.min(BigDecimal.ZERO);
    put(use.uncovered(List.of(new Use.Part(use.uncovered().getFirst().at(), kept))));
    return after.max(BigDecimal.ZERO);
  }

  private void draw(Use.Key key, Instant at, BigDecimal amount) {
    if (amount.signum() == 0) {
      return;
    }
    BigDecimal left = cover(key, at, amount);
    if (left.signum() > 0) {
      Use use = use(key);
      List<Use.Part> parts = new ArrayList<>(use.uncovered());
      add(parts, new Use.Part(at, left));
      put(use.uncovered(parts));
    }
  }

  /** Draws what grants cover of an amount, and returns the rest. */
  private BigDecimal cover(Use.Key key, Instant at, BigDecimal amount) {
    BigDecimal left = amount;
    for (Grant grant : payers(lines.getOrDefault(key.lineItemNo(), Wallet.Line.USAGE), at)) {
      BigDecimal take = left.min(grant.available());
      if (take.signum() > 0) {
        put(grant.draw(take));
        put(use(key).push(grant.id(), take));
        move(grant, Account.UNBILLED, take);
        left = left.subtract(take);
      }
    }
    return left;
  }

  /** Uncovered usage of a day is one part unless a grant begins or ends between. */
  private void add(List<Use.Part> parts, Use.Part part) {
    if (!parts.isEmpty() && alike(parts.getLast().at(), part.at())) {
      Use.Part last = parts.removeLast();
      Instant later = last.at().isAfter(part.at()) ? last.at() : part.at();
      parts.add(new Use.Part(later, last.amount().add(part.amount())));
    } else {
      parts.add(part);
    }
  }

  private static final long DAY = 86_400;

  private boolean alike(Instant a, Instant b) {
    boolean sameDay =
        Math.floorDiv(a.getEpochSecond(), DAY) == Math.floorDiv(b.getEpochSecond(), DAY);
    return sameDay && grants.values().stream().allMatch(g -> g.covers(a) == g.covers(b));
  }

  private void giveBack(Use.Key key, BigDecimal amount) {
    Instant owedAt = key.periodStart();
    BigDecimal left = amount;
    Use use = use(key);
    List<Use.Part> parts = new ArrayList<>(use.uncovered());
    while (left.signum() > 0 && !parts.isEmpty() && parts.getLast().amount().signum() > 0) {
      Use.Part last = parts.removeLast();
      BigDecimal cancel = left.min(last.amount());
      if (last.amount().compareTo(cancel) > 0) {
        parts.add(new Use.Part(last.at(), last.amount().subtract(cancel)));
      }
      left = left.subtract(cancel);
    }
    put(use.uncovered(parts));
    left = undraw(key, left);
    if (left.signum() > 0) {
      BigDecimal owed = use(key).open().subtract(left);
      put(use(key).uncovered(List.of(new Use.Part(owedAt, owed))));
    }
  }

  /** Returns draws of a use to their grants, last drawn first, and what it had too little. */
  private BigDecimal undraw(Use.Key key, BigDecimal amount) {
    BigDecimal left = amount;
    while (left.signum() > 0 && !use(key).draws().isEmpty()) {
      Use.Draw last = use(key).draws().getLast();
      BigDecimal back = left.min(last.amount());
      put(use(key).pop(back));
      Grant grant = grant(last.grantId());
      put(grant.draw(back.negate()));
      move(grant, Account.UNBILLED, back.negate());
      sweep(grant(last.grantId()), Account.CREDIT_BALANCE);
      left = left.subtract(back);
    }
    return left;
  }

  /** Draws for uncovered usage that grants cover by now, oldest period first. */
  public void coverOpen() {
    for (Use.Key key : List.copyOf(uses.keySet())) {
      Use use = use(key);
      if (use.open().signum() <= 0) {
        continue;
      }
      List<Use.Part> rest = new ArrayList<>();
      for (Use.Part part : use.uncovered()) {
        rest.add(new Use.Part(part.at(), cover(key, part.at(), part.amount())));
      }
      if (!rest.equals(use.uncovered())) {
        put(use(key).uncovered(rest));
      }
    }
  }

  /**
   * Settles a period's provisional draws of a line item to its final amount, net of coupons,
   * minimum, maximum and rounding: excess goes back, last drawn first, a shortfall is drawn.
   *
   * @param finalAmount zero or more
   * @param at the period's last instant, at which a shortfall counts as used
   * @return what credits paid of it; the rest is the invoice's
   */
  public BigDecimal settle(Use.Key key, BigDecimal finalAmount, Instant at) {
    BigDecimal drawn = use(key).drawn();
    if (drawn.compareTo(finalAmount) > 0) {
      undraw(key, drawn.subtract(finalAmount));
    } else {
      BigDecimal left = finalAmount.subtract(drawn);
      List<Use.Part> parts = new ArrayList<>(use(key).uncovered());
      for (int i = 0; i < parts.size() && left.signum() > 0; i++) {
        BigDecimal mine = left.min(parts.get(i).amount().max(BigDecimal.ZERO));
        cover(key, parts.get(i).at(), mine);
        left = left.subtract(mine);
      }
      cover(key, at, left);
    }
    BigDecimal paid = use(key).drawn();
    use(key).draws().forEach(draw -> put(grant(draw.grantId()).settle(draw.amount())));
    put(Use.none(key));
    return paid;
  }

  // ---- grants ----

  /** Adds a new wallet. */
  public void add(Wallet wallet) {
    wallets.put(wallet.id(), wallet);
  }

  /** Adds a new grant, and draws what is uncovered. */
  public void add(Grant grant) {
    put(grant);
    if (grant.amount().signum() > 0) {
      move(
          grant,
          grant.kind().free() ? Account.PROMOTIONAL_COST : Account.CASH,
          grant.amount().negate());
    }
    coverOpen();
  }

  /**
   * Takes an amount out of a wallet, in the order of drawing.
   *
   * @return whether there was enough; if not, nothing has changed
   */
  public boolean debit(WalletId walletId, BigDecimal amount, Instant now) {
    List<Grant> payers = ordered(grant -> grant.walletId().equals(walletId) && grant.covers(now));
    if (sum(payers.stream().map(Grant::available).toList()).compareTo(amount) < 0) {
      return false;
    }
    BigDecimal left = amount;
    for (Grant grant : payers) {
      BigDecimal take = left.min(grant.available()).max(BigDecimal.ZERO);
      if (take.signum() > 0) {
        put(grant.lose(take));
        move(grant, grant.kind().free() ? Account.PROMOTIONAL_COST : Account.CASH, take);
        left = left.subtract(take);
      }
    }
    return true;
  }

  /** Closes a wallet: what is left and not held lapses. Returns how much. */
  public BigDecimal close(WalletId walletId) {
    Wallet old = Objects.requireNonNull(wallets.get(walletId));
    wallets.put(
        walletId,
        new Wallet(
            old.id(), old.no(), Wallet.Status.CLOSED, old.postPaid(), old.prices(), old.meters()));
    BigDecimal lost = BigDecimal.ZERO;
    for (Grant grant : ordered(grant -> grant.walletId().equals(walletId))) {
      lost = lost.add(sweep(grant, Account.BREAKAGE));
    }
    return lost;
  }

  /**
   * What lapsed of a grant.
   *
   * @param grant as it was
   * @param amount what was left of it and not held
   */
  public record Lapsed(Grant grant, BigDecimal amount) {}

  /**
   * Writes off grants whose expiry is past by the late grace.
   *
   * @return what lapsed
   */
  public List<Lapsed> lapse(Instant now, Duration grace) {
    List<Lapsed> lapsed = new ArrayList<>();
    for (Grant grant : ordered(grant -> due(grant, now, grace))) {
      put(grant.lapse());
      lapsed.add(new Lapsed(grant, sweep(grant(grant.id()), Account.BREAKAGE)));
    }
    return lapsed;
  }

  /**
   * Carries the rests of recurring grants that ended together over to a new grant.
   *
   * @param rests grants that are due, of one schedule
   * @param cap most units after the new period's grant was made
   * @param granted units of the new period's grant
   * @param next makes the grant that takes the units
   */
  public void carry(
      List<Grant> rests,
      BigDecimal cap,
      BigDecimal granted,
      java.util.function.Function<BigDecimal, Grant> next) {
    BigDecimal room = cap.subtract(granted).max(BigDecimal.ZERO);
    BigDecimal units = room.min(sum(rests.stream().map(Purse::unitsFree).toList()));
    if (units.signum() <= 0) {
      return;
    }
    Grant fresh = next.apply(units);
    put(fresh);
    BigDecimal left = fresh.amount();
    for (Grant rest : rests) {
      Grant grant = grant(rest.id());
      BigDecimal take = left.min(grant.available()).max(BigDecimal.ZERO);
      if (take.signum() > 0) {
        put(grant.lose(take));
        moveAccounts(Account.wallet(grant.id()), Account.wallet(fresh.id()), take);
        left = left.subtract(take);
      }
    }
    if (left.signum() > 0) {
      throw new IllegalStateException("more was carried over than was left");
    }
    coverOpen();
  }

  private static BigDecimal unitsFree(Grant grant) {
    return grant.available().signum() <= 0
        ? BigDecimal.ZERO
        : Money.plain(grant.available().divide(grant.rate(), Money.SCALE, RoundingMode.DOWN));
  }

  /** Returns whether a grant's expiry is past by the late grace, and it was not written off. */
  public static boolean due(Grant grant, Instant now, Duration grace) {
    return !grant.lapsed() && grant.expiry() != null && !grant.expiry().plus(grace).isAfter(now);
  }

  /** What is left of a lapsed or closed grant, and not held, is written off. */
  private BigDecimal sweep(Grant grant, Account closed) {
    Wallet wallet = wallets.get(grant.walletId());
    boolean shut = wallet != null && wallet.status() == Wallet.Status.CLOSED;
    BigDecimal rest = grant.remaining().subtract(grant.held());
    if ((!grant.lapsed() && !shut) || rest.signum() <= 0) {
      return BigDecimal.ZERO;
    }
    put(grant.lose(rest));
    move(grant, grant.lapsed() ? Account.BREAKAGE : closed, rest);
    return rest;
  }

  // ---- holds ----

  /** Returns what a hold could take now. */
  public BigDecimal holdable(Wallet.Line line, Instant now) {
    return sum(payers(line, now).stream().map(Grant::available).toList()).max(BigDecimal.ZERO);
  }

  /** Reserves an amount, in the order of drawing; null when there is not enough. */
  public @Nullable Hold hold(HoldId id, Wallet.Line line, BigDecimal amount, Instant now) {
    if (holdable(line, now).compareTo(amount) < 0) {
      return null;
    }
    List<Use.Draw> parts = new ArrayList<>();
    BigDecimal left = amount;
    for (Grant grant : payers(line, now)) {
      BigDecimal take = left.min(grant.available());
      if (take.signum() > 0) {
        put(grant.hold(take));
        parts.add(new Use.Draw(grant.id(), take));
        left = left.subtract(take);
      }
    }
    return new Hold(id, parts);
  }

  /** Frees what a hold reserved, for the draws that follow; {@link #end} then ends it. */
  public void free(Hold hold) {
    hold.parts().forEach(part -> put(grant(part.grantId()).hold(part.amount().negate())));
  }

  /** Writes off what a freed hold left of grants that lapsed or were closed meanwhile. */
  public void end(Hold hold) {
    hold.parts().forEach(part -> sweep(grant(part.grantId()), Account.CREDIT_BALANCE));
  }

  /**
   * Charges an amount that no event made, such as work settled on a hold by its amount.
   *
   * @param line what it is, as far as wallets ask
   */
  public void work(BigDecimal amount, Wallet.Line line, Instant now) {
    lines.put(Use.NO_LINE_ITEM, line);
    moveAccounts(Account.UNBILLED, Account.REVENUE, amount);
    charge(Use.WORK, amount, List.of(), now);
  }

  // ---- what it comes to ----

  /** Returns what a wallet holds. */
  public Standing standing(WalletId walletId, Instant now) {
    BigDecimal balance = BigDecimal.ZERO;
    BigDecimal left = BigDecimal.ZERO;
    BigDecimal held = BigDecimal.ZERO;
    BigDecimal used = BigDecimal.ZERO;
    BigDecimal credits = BigDecimal.ZERO;
    BigDecimal unitsLeft = BigDecimal.ZERO;
    BigDecimal free = BigDecimal.ZERO;
    BigDecimal rate = BigDecimal.ONE;
    for (Grant grant : ordered(grant -> grant.walletId().equals(walletId))) {
      balance = balance.add(grant.balance());
      credits = credits.add(grant.unitBalance());
      held = held.add(grant.held());
      used = used.add(grant.drawn()).subtract(grant.settled());
      rate = grant.rate();
      if (grant.covers(now)) {
        left = left.add(grant.remaining());
        unitsLeft = unitsLeft.add(grant.unitsLeft());
        free = grant.kind().free() ? free.add(grant.remaining()) : free;
      }
    }
    BigDecimal owed = walletId.equals(bearer()) ? uncovered() : BigDecimal.ZERO;
    BigDecimal less = held.add(owed);
    BigDecimal lessUnits = less.divide(rate, Money.SCALE, RoundingMode.HALF_UP);
    return new Standing(
        Money.plain(balance),
        Money.plain(left),
        Money.plain(held),
        Money.plain(used.add(owed)),
        Money.plain(left.subtract(less)),
        Money.plain(credits),
        Money.plain(unitsLeft.subtract(lessUnits)),
        Money.plain(free),
        Money.plain(left.subtract(free)));
  }

  /** Returns the wallet that shows uncovered usage: the oldest that usage draws from, or null. */
  public @Nullable WalletId bearer() {
    return wallets.values().stream().filter(Wallet::live).map(Wallet::id).findFirst().orElse(null);
  }

  /** Returns what no credit covers. */
  public BigDecimal uncovered() {
    return elsewhere.add(sum(uses.values().stream().map(Use::open).toList()));
  }

  /** Returns the wallets, oldest first. */
  public List<Wallet> wallets() {
    return List.copyOf(wallets.values());
  }

  /** Returns the grants in the order of drawing. */
  public List<Grant> grants() {
    return ordered(grant -> true);
  }

  /** Returns a grant as it is now. */
  public Grant grant(GrantId id) {
    return Objects.requireNonNull(grants.get(id), id.value());
  }

  /** Returns a use as it is now. */
  public Use use(Use.Key key) {
    return uses.getOrDefault(key, Use.none(key));
  }

  /** Returns the grants to be written. */
  public List<Grant> changedGrants() {
    return changedGrants.stream().map(this::grant).toList();
  }

  /** Returns the uses to be written. */
  public List<Use> changedUses() {
    return changedUses.stream().map(this::use).toList();
  }

  /** Returns what is to be posted. */
  public List<Move> moves() {
    List<Move> moves = new ArrayList<>();
    moved.forEach(
        (between, amount) -> {
          if (amount.signum() > 0) {
            moves.add(new Move(between.wallet(), between.other(), amount));
          } else if (amount.signum() < 0) {
            moves.add(new Move(between.other(), between.wallet(), amount.negate()));
          }
        });
    return moves;
  }

  private List<Grant> payers(Wallet.Line line, Instant at) {
    return ordered(
        grant -> {
          Wallet wallet = wallets.get(grant.walletId());
          return wallet != null && wallet.live() && wallet.pays(line) && grant.covers(at);
        });
  }

  private List<Grant> ordered(Predicate<Grant> which) {
    return grants.values().stream().filter(which).sorted(Grant.ORDER).toList();
  }

  private void put(Grant grant) {
    grants.put(grant.id(), grant);
    changedGrants.add(grant.id());
  }

  private void put(Use use) {
    uses.put(use.key(), use);
    changedUses.add(use.key());
  }

  private void move(Grant grant, Account other, BigDecimal amount) {
    moveAccounts(Account.wallet(grant.id()), other, amount);
  }

  private void moveAccounts(Account wallet, Account other, BigDecimal amount) {
    moved.merge(new Between(wallet, other), amount, BigDecimal::add);
  }

  private static BigDecimal sum(Collection<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
