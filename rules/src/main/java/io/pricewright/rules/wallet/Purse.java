package io.pricewright.rules.wallet;

import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.ledger.Account;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A customer's credits in one currency, as read behind the customer's gate. Operations change it;
 * afterwards it says which grants and uses are to be written and what is to be posted. Not for
 * several threads.
 */
public final class Purse {
  private final Shelf shelf;
  private final Draws draws;
  private final Reserving reserving;
  private final BigDecimal elsewhere;

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
    this.shelf = new Shelf(wallets, grants, uses, lines);
    this.draws = new Draws(shelf);
    this.reserving = new Reserving(shelf);
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
    BigDecimal given = Shelf.sum(uses.stream().map(Use::open).toList());
    return new Purse(wallets, grants, uses, lines, uncovered.subtract(given));
  }

  // ---- usage ----

  /**
   * Draws for usage, or gives back. What credits do not cover stays uncovered. What is given back
   * comes first off what the same stretch of time left uncovered, then off other uncovered usage,
   * then off the draws of the same stretch, then off all others, each time the last first.
   *
   * @param key line item and period
   * @param total what its charges add up to, of either sign
   * @param parts when the usage occurred; weights, if they do not add up to the total
   * @param otherwise when it occurred if no part says
   */
  public void charge(Use.Key key, BigDecimal total, List<Use.Part> parts, Instant otherwise) {
    draws.charge(key, total, parts, otherwise);
  }

  /** Draws for uncovered usage that grants cover by now, oldest period first. */
  public void coverOpen() {
    draws.coverOpen();
  }

  /**
   * Settles a period's provisional draws of a line item to its final amount, net of coupons,
   * minimum, maximum and rounding: excess goes back, last drawn first, a shortfall is drawn.
   *
   * @param finalAmount zero or more
   * @param at the period's last instant, at which a shortfall counts as used
   * @return what credits paid of it, in the order they were drawn; the rest is the invoice's
   */
  public List<Use.Draw> settle(Use.Key key, BigDecimal finalAmount, Instant at) {
    return draws.settle(key, finalAmount, at);
  }

  /**
   * Settles a period whose final amount fell: what is drawn provisionally goes back, and of what
   * settled draws paid so much as the customer did not pay in money, last drawn first. So money
   * never grows out of gifts. What comes back to a grant that lapsed is written off.
   *
   * @param back how much of settled draws, zero or more
   * @param paid settled draws of the line item and period, in the order they were made
   * @return what went back of which grant, last drawn first
   */
  public List<Use.Draw> unsettle(Use.Key key, BigDecimal back, List<Use.Draw> paid) {
    return draws.unsettle(key, back, paid);
  }

  /**
   * Takes back what settled draws paid, as their document was voided: what grants paid comes back
   * to them, what they got back is drawn of them again.
   *
   * @param paid settled draws; below zero: got back
   * @return whether grants have enough of what they got back; if not, nothing has changed
   */
  public boolean reverse(List<Use.Draw> paid) {
    return draws.reverse(paid);
  }

  // ---- grants ----

  /** Adds a new wallet. */
  public void add(Wallet wallet) {
    shelf.wallets.put(wallet.id(), wallet);
  }

  /** Adds a new grant, and draws what is uncovered. */
  public void add(Grant grant) {
    shelf.put(grant);
    if (grant.amount().signum() > 0) {
      shelf.move(grant, origin(grant), grant.amount().negate());
    }
    coverOpen();
  }

  private static Account origin(Grant grant) {
    return grant.kind().free() ? Account.PROMOTIONAL_COST : Account.CASH;
  }

  /** Begins bought credit whose effective time has come: it pays what is open by then. */
  public void begin(Instant now) {
    List<Grant> begun = shelf.ordered(grant -> !grant.begun() && grant.covers(now));
    begun.forEach(grant -> shelf.put(grant.begin()));
    if (!begun.isEmpty()) {
      coverOpen();
    }
  }

  /**
   * Takes an amount out of a wallet, in the order of drawing.
   *
   * @return whether there was enough; if not, nothing has changed
   */
  public boolean debit(WalletId walletId, BigDecimal amount, Instant now) {
    List<Grant> payers =
        shelf.ordered(grant -> grant.walletId().equals(walletId) && grant.covers(now));
    if (Shelf.sum(payers.stream().map(Grant::available).toList()).compareTo(amount) < 0) {
      return false;
    }
    BigDecimal left = amount;
    for (Grant grant : payers) {
      BigDecimal take = left.min(grant.available()).max(BigDecimal.ZERO);
      if (take.signum() > 0) {
        shelf.put(grant.lose(take));
        shelf.move(grant, origin(grant), take);
        left = left.subtract(take);
      }
    }
    return true;
  }

  /** Closes a wallet: what is left and not held lapses. Returns how much. */
  public BigDecimal close(WalletId walletId) {
    Wallet old = Objects.requireNonNull(shelf.wallets.get(walletId));
    shelf.wallets.put(
        walletId,
        new Wallet(
            old.id(), old.no(), Wallet.Status.CLOSED, old.postPaid(), old.prices(), old.meters()));
    BigDecimal lost = BigDecimal.ZERO;
    for (Grant grant : shelf.ordered(grant -> grant.walletId().equals(walletId))) {
      lost = lost.add(shelf.sweep(grant, Account.BREAKAGE));
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
    for (Grant grant : shelf.ordered(grant -> due(grant, now, grace))) {
      shelf.put(grant.lapse());
      lapsed.add(new Lapsed(grant, shelf.sweep(grant(grant.id()), Account.BREAKAGE)));
    }
    return lapsed;
  }

  /** Says into which grant what is left of another goes: a new one of nothing, or one that is. */
  @FunctionalInterface
  public interface Next {
    /** Returns the grant that takes what is left of this one. */
    Grant of(Grant from);
  }

  /**
   * What was carried over.
   *
   * @param into the grant that took it, as it is then
   * @param credits how many
   * @param amount what they are worth
   */
  public record Carried(Grant into, BigDecimal credits, BigDecimal amount) {}

  /**
   * Carries the rests of recurring grants that ended over, the newest first, and draws with them.
   *
   * @param rests grants that ended; nothing is carried out of a closed wallet
   * @param room most credits that are carried
   * @param next says whereto
   * @return what was carried, by the grants that it came from
   */
  public List<Carried> carry(List<Grant> rests, BigDecimal room, Next next) {
    List<Carried> carried = new Carrying(shelf).carry(rests, room, next);
    if (!carried.isEmpty()) {
      coverOpen();
    }
    return carried;
  }

  /** Ends grants earlier than they would: nothing of them pays for usage from an instant on. */
  public void forfeit(Collection<Grant> grants, Instant at) {
    grants.forEach(grant -> shelf.put(grant(grant.id()).forfeited(at)));
  }

  /** Notes that the end of grants was reached, and what is left of them was carried. */
  public void ended(List<Grant> rests) {
    rests.forEach(grant -> shelf.put(grant(grant.id()).ended()));
  }

  /** Returns whether a grant's expiry is past by the late grace, and it was not written off. */
  public static boolean due(Grant grant, Instant now, Duration grace) {
    return !grant.lapsed() && grant.expiry() != null && !grant.expiry().plus(grace).isAfter(now);
  }

  // ---- holds ----

  /** Returns what a hold could take now. */
  public BigDecimal holdable(Wallet.Line line, Instant now) {
    return reserving.holdable(line, now);
  }

  /** Reserves an amount, in the order of drawing; null when there is not enough. */
  public @Nullable Hold hold(HoldId id, Wallet.Line line, BigDecimal amount, Instant now) {
    return reserving.hold(id, line, amount, now);
  }

  /** Frees what a hold reserved, for the draws that follow; {@link #end} then ends it. */
  public void free(Hold hold) {
    reserving.free(hold);
  }

  /** Writes off what a freed hold left of grants that lapsed or were closed meanwhile. */
  public void end(Hold hold) {
    reserving.end(hold);
  }

  /**
   * Charges an amount that no event made, such as work settled on a hold by its amount.
   *
   * @param line what it is, as far as wallets ask
   */
  public void work(BigDecimal amount, Wallet.Line line, Instant now) {
    shelf.lines.put(Use.NO_LINE_ITEM, line);
    shelf.move(Account.UNBILLED, Account.REVENUE, amount);
    charge(Use.WORK, amount, List.of(), now);
  }

  // ---- what it comes to ----

  /** Returns what a wallet holds. */
  public Standing standing(WalletId walletId, Instant now) {
    BigDecimal owed = walletId.equals(bearer()) ? uncovered() : BigDecimal.ZERO;
    return Standing.of(shelf.ordered(grant -> grant.walletId().equals(walletId)), owed, now);
  }

  /** Returns the wallet that shows uncovered usage: the oldest that usage draws from, or null. */
  public @Nullable WalletId bearer() {
    return shelf.wallets.values().stream()
        .filter(Wallet::live)
        .map(Wallet::id)
        .findFirst()
        .orElse(null);
  }

  /** Returns what no credit covers. */
  public BigDecimal uncovered() {
    return elsewhere.add(Shelf.sum(shelf.uses().stream().map(Use::open).toList()));
  }

  /** Returns the wallets, oldest first. */
  public List<Wallet> wallets() {
    return List.copyOf(shelf.wallets.values());
  }

  /** Returns the grants in the order of drawing. */
  public List<Grant> grants() {
    return shelf.ordered(grant -> true);
  }

  /** Returns a grant as it is now. */
  public Grant grant(GrantId id) {
    return shelf.grant(id);
  }

  /** Returns a use as it is now. */
  public Use use(Use.Key key) {
    return shelf.use(key);
  }

  /** Returns the grants to be written. */
  public List<Grant> changedGrants() {
    return shelf.changedGrants();
  }

  /**
   * Returns when time first changes a grant that is new or got another end; null when there is
   * none.
   *
   * @param grace how long after its expiry a grant lapses
   */
  public @Nullable Instant due(Duration grace) {
    return shelf.dated().stream()
        .map(grant -> grant.due(grace))
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Returns the uses to be written. */
  public List<Use> changedUses() {
    return shelf.changedUses();
  }

  /** Returns what is to be posted. */
  public List<Move> moves() {
    return shelf.moves();
  }
}
