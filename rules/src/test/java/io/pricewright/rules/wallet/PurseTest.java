package io.pricewright.rules.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.ScheduleId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.ledger.Account;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random grants, priorities, expiries, rollovers, holds and reversals equal the naive model's coin
 * by coin. Each run prints its seed, and -Dseed replays.
 */
final class PurseTest {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration GRACE = Duration.ofHours(1);

  @Test
  void credits_anyOperations_equalTheNaiveModel() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("PurseTest seed " + seed);
    for (int round = 0; round < 300; round++) {
      new Round(new Random(seed + round)).run("seed " + seed + " round " + round);
    }
  }

  private static BigDecimal money(long coins) {
    return BigDecimal.valueOf(coins);
  }

  private static Use.Key key(long lineItem) {
    return new Use.Key(new LineItemNo(lineItem), START);
  }

  private static final class Round {
    private final Random random;
    private final NaivePurse naive = new NaivePurse();
    private Purse purse;
    private final List<Hold> holds = new ArrayList<>();
    private final Map<Account, BigDecimal> ledger = new HashMap<>();
    private final Map<String, Integer> rooms = new HashMap<>();
    private final Map<String, NaivePurse.Bag> into = new HashMap<>();
    private Instant now = START;
    private int made;

    Round(Random random) {
      this.random = random;
      List<Wallet> wallets = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        String id = "w" + i;
        boolean frozen = random.nextInt(6) == 0;
        boolean named = random.nextInt(3) == 0;
        naive.status.put(id, frozen ? "frozen" : "active");
        if (named) {
          naive.only.put(id, "m1");
        }
        wallets.add(
            new Wallet(
                new WalletId(id),
                i,
                frozen ? Wallet.Status.FROZEN : Wallet.Status.ACTIVE,
                false,
                Wallet.Prices.ALL,
                named ? Set.of(new MeterId("m1")) : null));
      }
      Map<LineItemNo, Wallet.Line> lines = new HashMap<>();
      for (long no = 1; no <= 3; no++) {
        lines.put(new LineItemNo(no), new Wallet.Line(false, new MeterId(NaivePurse.meterOf(no))));
      }
      purse = new Purse(wallets, List.of(), List.of(), lines, BigDecimal.ZERO);
    }

    void run(String where) {
      for (int step = 0; step < 60; step++) {
        now = now.plus(Duration.ofHours(6L * random.nextInt(3)));
        lapse();
        one();
        same(where + " step " + step);
      }
    }

    private Instant noon(int daysBack) {
      long noon = Math.floorDiv(now.getEpochSecond() - 43_200, 86_400);
      return Instant.ofEpochSecond((noon - random.nextInt(daysBack + 1)) * 86_400 + 43_200);
    }

    private void one() {
      String wallet = "w" + random.nextInt(naive.status.size());
      long line = 1L + random.nextInt(3);
      switch (random.nextInt(13)) {
        case 0, 1, 2 -> grant(wallet);
        case 3, 4, 5, 6 -> {
          int coins = 1 + random.nextInt(20);
          Instant at = noon(2);
          naive.charge(line, coins, at);
          purse.charge(key(line), money(coins), List.of(new Use.Part(at, money(coins))), at);
        }
        case 7, 8 -> {
          int coins = 1 + random.nextInt(15);
          Instant at = noon(3);
          naive.giveBack(line, coins, at);
          purse.charge(key(line), money(-coins), List.of(new Use.Part(at, money(-coins))), at);
        }
        case 9 -> {
          int coins = 1 + random.nextInt(10);
          assertThat(purse.debit(new WalletId(wallet), money(coins), now))
              .isEqualTo(naive.debit(wallet, coins, now));
        }
        case 10 -> mixed(line, 1 + random.nextInt(9), 1 + random.nextInt(9));
        case 11 -> {
          int coins = 1 + random.nextInt(10);
          String id = "h" + made++;
          Hold hold = purse.hold(new HoldId(id), Wallet.Line.USAGE, money(coins), now);
          assertThat(hold != null).isEqualTo(naive.hold(id, coins, now));
          if (hold != null) {
            holds.add(hold);
          }
        }
        default -> {
          if (random.nextInt(12) == 0) {
            naive.close(wallet);
            purse.close(new WalletId(wallet));
          } else if (!holds.isEmpty()) {
            settle(holds.remove(random.nextInt(holds.size())), line);
          }
        }
      }
    }

    /** One charge of more at one time and less at another; what is together is netted. */
    private void mixed(long line, int more, int less) {
      Instant up = noon(2);
      Instant down = noon(3);
      if (naive.together(up, down)) {
        if (more < less) {
          naive.giveBack(line, less - more, up);
        } else {
          naive.charge(line, more - less, up);
        }
      } else {
        naive.giveBack(line, less, down);
        naive.charge(line, more, up);
      }
      purse.charge(
          key(line),
          money(more - less),
          List.of(new Use.Part(up, money(more)), new Use.Part(down, money(-less))),
          up);
    }

    private void settle(Hold hold, long line) {
      int coins = random.nextInt(2) * random.nextInt(15);
      Instant at = noon(1);
      naive.settle(hold.id().value(), line, coins, at);
      purse.free(hold);
      if (coins > 0) {
        purse.charge(key(line), money(coins), List.of(new Use.Part(at, money(coins))), at);
      }
      purse.end(hold);
    }

    private void grant(String wallet) {
      if ("closed".equals(naive.status.get(wallet))) {
        return;
      }
      Instant expiry =
          random.nextInt(3) == 0 ? null : now.plus(Duration.ofHours(5L + random.nextInt(60)));
      boolean line = random.nextInt(8) == 0;
      NaivePurse.Bag bag = bag(wallet, expiry, 1 + random.nextInt(25));
      if (line) {
        bag.line = true;
        bag.priority = null;
        bag.effective = null;
        bag.expiry = null;
        bag.free = false;
        bag.schedule = null;
        bag.begun = true;
        bag.carries = false;
        purse.add(
            Grant.line(
                new GrantId(bag.id),
                new WalletId(wallet),
                bag.no,
                BigDecimal.ONE,
                money(bag.left)));
      } else {
        purse.add(real(bag));
      }
      naive.bags.put(bag.id, bag);
      naive.coverOpen();
    }

    private NaivePurse.Bag bag(String wallet, @Nullable Instant expiry, int coins) {
      NaivePurse.Bag bag = new NaivePurse.Bag();
      bag.no = Grant.no(now) + made;
      bag.id = "g" + made++;
      bag.wallet = wallet;
      bag.free = random.nextBoolean();
      bag.priority = random.nextInt(3) == 0 ? null : random.nextInt(3);
      bag.effective = random.nextInt(3) == 0 ? later(expiry) : null;
      bag.begun = bag.free || bag.effective == null || !bag.effective.isAfter(now);
      bag.expiry = expiry;
      bag.schedule = expiry != null && random.nextInt(3) == 0 ? "s" + random.nextInt(2) : null;
      bag.carries = bag.schedule != null;
      bag.left = coins;
      return bag;
    }

    private Instant later(@Nullable Instant expiry) {
      Instant at = now.plus(Duration.ofHours(random.nextInt(20)));
      return expiry == null || at.isBefore(expiry) ? at : now;
    }

    private static Grant real(NaivePurse.Bag bag) {
      return Grant.of(
              new GrantId(bag.id),
              new WalletId(bag.wallet),
              bag.no,
              bag.free ? GrantKind.PROMOTIONAL : GrantKind.PAID,
              bag.priority,
              bag.effective,
              bag.expiry,
              money(bag.left),
              BigDecimal.ONE,
              Id.ofNullable(bag.schedule, ScheduleId::new))
          .carrying(bag.carries);
    }

    /**
     * Bought grants begin; what ended is carried over, provisionally, under a room of its own; what
     * is past the grace gives what came back since, as far as there is room, and lapses.
     */
    private void lapse() {
      naive.begin(now);
      purse.begin(now);
      carry(bag -> bag.carries && bag.expiry != null && !bag.expiry.isAfter(now));
      carry(bag -> bag.schedule != null && past(bag));
      purse.lapse(now, GRACE);
      for (NaivePurse.Bag bag : naive.bags.values()) {
        if (past(bag)) {
          naive.lapse(bag);
        }
      }
    }

    private boolean past(NaivePurse.Bag bag) {
      return bag.expiry != null && !bag.lapsed && bag.expiry.plus(GRACE).compareTo(now) <= 0;
    }

    private void carry(Predicate<NaivePurse.Bag> which) {
      Map<String, List<NaivePurse.Bag>> ends = new TreeMap<>();
      for (NaivePurse.Bag bag : naive.bags.values()) {
        if (which.test(bag)) {
          ends.computeIfAbsent(bag.schedule + " " + bag.expiry, end -> new ArrayList<>()).add(bag);
        }
      }
      ends.forEach(
          (end, rests) -> {
            int room = rooms.computeIfAbsent(end, e -> random.nextInt(12));
            List<Grant> grants =
                purse.grants().stream().filter(g -> rests.contains(bagOf(g))).toList();
            purse.ended(grants);
            rests.forEach(bag -> bag.carries = false);
            List<Purse.Carried> carried =
                purse.carry(grants, money(room), from -> taking(bagOf(from)));
            int moved = naive.carry(rests, room, bag -> into(bag));
            assertThat(
                    carried.stream().map(Purse.Carried::credits).reduce(money(0), BigDecimal::add))
                .isEqualByComparingTo(money(moved));
            rooms.put(end, room - moved);
          });
    }

    private NaivePurse.Bag into(NaivePurse.Bag from) {
      return into.computeIfAbsent(
          from.id,
          id -> {
            NaivePurse.Bag fresh = bag(from.wallet, null, 0);
            fresh.effective = from.effective;
            fresh.free = from.free;
            // Its effective time is past when what it comes of has ended.
            fresh.begun = true;
            fresh.schedule = from.schedule;
            fresh.carries = false;
            return fresh;
          });
    }

    /** Returns the grant into which a grant's rest goes: what is in it stays. */
    private Grant taking(NaivePurse.Bag from) {
      boolean there = into.containsKey(from.id);
      NaivePurse.Bag bag = into(from);
      return there ? purse.grant(new GrantId(bag.id)) : real(bag);
    }

    private NaivePurse.Bag bagOf(Grant grant) {
      return java.util.Objects.requireNonNull(naive.bags.get(grant.id().value()));
    }

    private void same(String where) {
      for (Grant grant : purse.grants()) {
        NaivePurse.Bag bag = bagOf(grant);
        assertThat(List.of(grant.drawn(), grant.gone(), grant.held(), grant.available()))
            .as(where + " " + grant.id())
            .usingElementComparator(BigDecimal::compareTo)
            .containsExactly(money(bag.drawn), money(bag.gone), money(bag.held), money(bag.left));
      }
      for (long no = 1; no <= 3; no++) {
        NaivePurse.Purchase purchase = naive.purchase(no);
        Use use = purse.use(key(no));
        assertThat(use.open())
            .as(where + " line " + no)
            .isEqualByComparingTo(money(purchase.uncovered.size() - purchase.owed));
        List<String> drawn = new ArrayList<>();
        use.draws()
            .forEach(
                d ->
                    drawn.addAll(
                        java.util.Collections.nCopies(
                            d.amount().intValueExact(), d.grantId().value())));
        assertThat(drawn)
            .as(where)
            .isEqualTo(purchase.drawn.stream().map(c -> c.bag().id).toList());
        assertThat(Use.fromRow(use.key(), use.toRow())).isEqualTo(plain(use));
      }
      for (Hold hold : holds) {
        assertThat(Hold.fromRow(hold.id(), hold.toRow())).isEqualTo(hold);
      }
      posted(where);
    }

    private static Use plain(Use use) {
      return new Use(
          use.key(),
          use.draws().stream()
              .map(d -> new Use.Draw(d.grantId(), Money.plain(d.amount()), d.at()))
              .toList(),
          use.uncovered().stream()
              .map(p -> new Use.Part(p.from(), p.at(), Money.plain(p.amount())))
              .toList());
    }

    /** What is posted leaves on each grant's account what is left of the grant. */
    private void posted(String where) {
      ledger.clear();
      for (Move move : purse.moves()) {
        assertThat(move.amount()).isPositive();
        ledger.merge(move.debit(), move.amount(), BigDecimal::add);
        ledger.merge(move.credit(), move.amount().negate(), BigDecimal::add);
      }
      for (Grant grant : purse.grants()) {
        assertThat(ledger.getOrDefault(Account.wallet(grant.id()), BigDecimal.ZERO).negate())
            .as(where + " account of " + grant.id())
            .isEqualByComparingTo(grant.remaining());
      }
    }
  }
}
