package io.pricewright.rules.wallet;

import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.ledger.Account;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a {@link Purse}: wallets, grants and uses as they are now, which of them changed,
 * and what is to be posted. Decides nothing but who may pay, and in which order.
 */
final class Shelf {
  final Map<WalletId, Wallet> wallets = new LinkedHashMap<>();
  final Map<LineItemNo, Wallet.Line> lines = new HashMap<>();
  private final Map<GrantId, Grant> grants = new HashMap<>();
  private final Map<Use.Key, Use> uses =
      new TreeMap<>(Comparator.comparing(Use.Key::periodStart).thenComparing(Use.Key::lineItemNo));
  private final Set<GrantId> changedGrants = new LinkedHashSet<>();
  private final Set<GrantId> dated = new LinkedHashSet<>();
  private final Set<Use.Key> changedUses = new LinkedHashSet<>();
  private final Map<Between, BigDecimal> moved = new LinkedHashMap<>();
  private Instant @Nullable [] bounds;

  /** An account of a grant and the account on the other side. */
  private record Between(Account wallet, Account other) {}

  Shelf(
      Collection<Wallet> wallets,
      Collection<Grant> grants,
      Collection<Use> uses,
      Map<LineItemNo, Wallet.Line> lines) {
    wallets.forEach(wallet -> this.wallets.put(wallet.id(), wallet));
    grants.forEach(grant -> this.grants.put(grant.id(), grant));
    uses.forEach(use -> this.uses.put(use.key(), use));
    this.lines.putAll(lines);
  }

  Grant grant(GrantId id) {
    return Objects.requireNonNull(grants.get(id), id.value());
  }

  /** Returns those grants in the order of drawing. */
  List<Grant> ordered(Predicate<Grant> which) {
    return grants.values().stream().filter(which).sorted(Grant.ORDER).toList();
  }

  /** Returns who may pay for all usage of a stretch of time, in the order of drawing. */
  List<Grant> payers(Wallet.Line line, Instant from, Instant at) {
    return ordered(
        grant -> {
          Wallet wallet = wallets.get(grant.walletId());
          return wallet != null
              && wallet.live()
              && wallet.pays(line)
              && grant.covers(from)
              && grant.covers(at);
        });
  }

  Wallet.Line line(Use.Key key) {
    return lines.getOrDefault(key.lineItemNo(), Wallet.Line.USAGE);
  }

  Use use(Use.Key key) {
    return uses.getOrDefault(key, Use.none(key));
  }

  List<Use> uses() {
    return List.copyOf(uses.values());
  }

  boolean closed(WalletId id) {
    Wallet wallet = wallets.get(id);
    return wallet != null && wallet.status() == Wallet.Status.CLOSED;
  }

  void put(Grant grant) {
    Grant old = grants.put(grant.id(), grant);
    boolean dates = old == null || !Objects.equals(old.expiry(), grant.expiry());
    if (dates) {
      dated.add(grant.id());
    }
    if (dates || (old != null && old.begun() != grant.begun())) {
      bounds = null;
    }
    changedGrants.add(grant.id());
  }

  void put(Use use) {
    uses.put(use.key(), use);
    changedUses.add(use.key());
  }

  /** Returns whether no grant begins or ends between two instants. */
  boolean together(Instant a, Instant b) {
    return stretch(a) == stretch(b);
  }

  /** Returns the number of the stretch that an instant lies in; grants begin and end between. */
  int stretch(Instant at) {
    Instant[] all = bounds;
    if (all == null) {
      TreeSet<Instant> found = new TreeSet<>();
      grants.values().forEach(grant -> found.addAll(grant.bounds()));
      all = found.toArray(Instant[]::new);
      bounds = all;
    }
    int found = Arrays.binarySearch(all, at);
    return found < 0 ? -found - 1 : found + 1;
  }

  void move(Grant grant, Account other, BigDecimal amount) {
    move(Account.wallet(grant.id()), other, amount);
  }

  void move(Account wallet, Account other, BigDecimal amount) {
    moved.merge(new Between(wallet, other), amount, BigDecimal::add);
  }

  /** What is left of a lapsed or closed grant, and not held, is written off. */
  BigDecimal sweep(Grant grant, Account closed) {
    BigDecimal rest = grant.remaining().subtract(grant.held());
    if ((!grant.lapsed() && !closed(grant.walletId())) || rest.signum() <= 0) {
      return BigDecimal.ZERO;
    }
    put(grant.lose(rest));
    move(grant, grant.lapsed() ? Account.BREAKAGE : closed, rest);
    return rest;
  }

  List<Grant> changedGrants() {
    return changedGrants.stream().map(this::grant).toList();
  }

  List<Grant> dated() {
    return dated.stream().map(this::grant).toList();
  }

  List<Use> changedUses() {
    return changedUses.stream().map(this::use).toList();
  }

  List<Move> moves() {
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

  static BigDecimal sum(Collection<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
