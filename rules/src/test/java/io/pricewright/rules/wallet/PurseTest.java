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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random grants, priorities, expiries, rollovers, holds and reversals equal the naive model's coin
 * by coin; then the cases whose outcome is stated. Each run prints its seed, and -Dseed replays.
 */
final class PurseTest {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration GRACE = Duration.ofHours(1);

  @Test
  void credits_anyOperations_equalTheNaiveModel() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("PurseTest seed " + seed);
    for (int round = 0; round < 400; round++) {
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
      long day = Math.floorDiv(now.getEpochSecond(), 86_400) - random.nextInt(daysBack + 1);
      return Instant.ofEpochSecond(day * 86_400 + 43_200);
    }

    private void one() {
      String wallet = "w" + random.nextInt(naive.status.size());
      long line = 1L + random.nextInt(3);
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> grant(wallet);
        case 3, 4, 5, 6 -> {
          int coins = 1 + random.nextInt(20);
          Instant at = noon(2);
          naive.charge(line, coins, at);
          purse.charge(key(line), money(coins), List.of(new Use.Part(at, money(coins))), at);
        }
        case 7, 8 -> {
          int coins = 1 + random.nextInt(15);
          naive.giveBack(line, coins);
          purse.charge(key(line), money(-coins), List.of(), now);
        }
        case 9 -> {
          int coins = 1 + random.nextInt(10);
          assertThat(purse.debit(new WalletId(wallet), money(coins), now))
              .isEqualTo(naive.debit(wallet, coins, now));
        }
        case 10 -> {
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
      bag.no = made;
      bag.id = "g" + made++;
      bag.wallet = wallet;
      bag.free = random.nextBoolean();
      bag.priority = random.nextInt(3) == 0 ? null : random.nextInt(3);
      bag.effective =
          random.nextInt(3) == 0 ? now.minus(Duration.ofHours(random.nextInt(60))) : null;
      bag.expiry = expiry;
      bag.schedule = expiry != null && random.nextInt(3) == 0 ? "s" + random.nextInt(2) : null;
      bag.left = coins;
      return bag;
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
          Id.ofNullable(bag.schedule, ScheduleId::new));
    }

    /** Due grants lapse; those of a schedule first carry over to a new grant, under a cap. */
    private void lapse() {
      for (String schedule : List.of("s0", "s1")) {
        List<Grant> due =
            purse.grants().stream()
                .filter(
                    g -> new ScheduleId(schedule).equals(g.schedule()) && Purse.due(g, now, GRACE))
                // What was in a closed wallet went when it closed, and nothing is carried into one.
                .filter(g -> !"closed".equals(naive.status.get(g.walletId().value())))
                .toList();
        if (due.isEmpty()) {
          continue;
        }
        int room = random.nextInt(12);
        int rests = due.stream().mapToInt(g -> bagOf(g).left).sum();
        int carried = Math.min(room, rests);
        NaivePurse.Bag fresh = bag(due.getFirst().walletId().value(), null, carried);
        fresh.schedule = schedule;
        purse.carry(
            due,
            money(20L + room),
            money(20),
            units -> {
              assertThat(units).isEqualByComparingTo(money(carried));
              return real(fresh);
            });
        if (carried > 0) {
          int left = carried;
          for (Grant grant : due) {
            NaivePurse.Bag bag = bagOf(grant);
            int take = Math.min(left, bag.left);
            bag.left -= take;
            bag.gone += take;
            left -= take;
          }
          naive.bags.put(fresh.id, fresh);
          if ("closed".equals(naive.status.get(fresh.wallet))) {
            throw new AssertionError("a closed wallet has nothing to carry");
          }
          naive.coverOpen();
        }
      }
      purse.lapse(now, GRACE);
      for (NaivePurse.Bag bag : naive.bags.values()) {
        Instant expiry = bag.expiry;
        if (expiry != null && !bag.lapsed && expiry.plus(GRACE).compareTo(now) <= 0) {
          naive.lapse(bag);
        }
      }
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
        assertThat(drawn).as(where).isEqualTo(purchase.drawn.stream().map(b -> b.id).toList());
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
              .map(d -> new Use.Draw(d.grantId(), Money.plain(d.amount())))
              .toList(),
          use.uncovered().stream()
              .map(p -> new Use.Part(p.at(), Money.plain(p.amount())))
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

  // ---- examples ----

  private static Wallet wallet(String id, long no) {
    return new Wallet(new WalletId(id), no, Wallet.Status.ACTIVE, false, Wallet.Prices.ALL, null);
  }

  private static Purse purse(Grant... grants) {
    Purse purse =
        new Purse(
            List.of(wallet("a", 1), wallet("b", 2)),
            List.of(),
            List.of(),
            Map.of(),
            BigDecimal.ZERO);
    for (Grant grant : grants) {
      purse.add(grant);
    }
    return purse;
  }

  private static Grant grant(String id, String wallet, GrantKind kind, String credits) {
    return Grant.of(
        new GrantId(id),
        new WalletId(wallet),
        1,
        kind,
        null,
        null,
        null,
        new BigDecimal(credits),
        BigDecimal.ONE,
        null);
  }

  private static void use(Purse purse, String amount) {
    purse.charge(key(1), new BigDecimal(amount), List.of(), START);
  }

  @Test
  void reversal_ofAVolumeTier_returnsLastDrawnFirst() {
    Purse purse =
        purse(
            grant("promo", "a", GrantKind.PROMOTIONAL, "60"),
            grant("paid", "a", GrantKind.PAID, "100"));
    use(purse, "100");
    use(purse, "-49.95");
    assertThat(purse.grant(new GrantId("paid")).drawn()).isEqualByComparingTo("0");
    assertThat(purse.grant(new GrantId("promo")).drawn()).isEqualByComparingTo("50.05");
  }

  @Test
  void event_besideAHold_neverTakesWhatIsHeld() {
    Purse purse = purse(grant("paid", "a", GrantKind.PAID, "10"));
    Hold hold = purse.hold(new HoldId("h"), Wallet.Line.USAGE, new BigDecimal("8"), START);
    use(purse, "5");
    assertThat(purse.grant(new GrantId("paid")).drawn()).isEqualByComparingTo("2");
    assertThat(purse.uncovered()).isEqualByComparingTo("3");
    assertThat(hold).isNotNull();
    assertThat(purse.hold(new HoldId("more"), Wallet.Line.USAGE, new BigDecimal("0.01"), START))
        .isNull();
  }

  @Test
  void units_ofManySmallDraws_areCumulative() {
    Purse purse =
        purse(
            Grant.of(
                new GrantId("g"),
                new WalletId("a"),
                1,
                GrantKind.PAID,
                null,
                null,
                null,
                new BigDecimal("100"),
                new BigDecimal("0.03"),
                null));
    for (int i = 0; i < 300; i++) {
      use(purse, "0.01");
    }
    assertThat(purse.grant(new GrantId("g")).unitsLeft()).isEqualByComparingTo("0");
  }

  @Test
  void twoWallets_uncoveredUsage_isSubtractedOnce() {
    Purse purse = purse(grant("x", "a", GrantKind.PAID, "3"), grant("y", "b", GrantKind.PAID, "4"));
    use(purse, "10");
    assertThat(purse.standing(new WalletId("a"), START).realTime()).isEqualByComparingTo("-3");
    assertThat(purse.standing(new WalletId("b"), START).realTime()).isEqualByComparingTo("0");
    assertThat(purse.standing(new WalletId("a"), START).balance()).isEqualByComparingTo("3");
    assertThat(purse.standing(new WalletId("b"), START).used()).isEqualByComparingTo("4");
  }

  @Test
  void topUp_afterUncoveredUsage_paysForIt() {
    Purse purse = purse();
    use(purse, "4");
    purse.add(grant("late", "a", GrantKind.PAID, "10"));
    assertThat(purse.uncovered()).isEqualByComparingTo("0");
    assertThat(purse.grant(new GrantId("late")).drawn()).isEqualByComparingTo("4");
  }

  @Test
  void settlement_belowTheDraws_returnsTheExcessLastDrawnFirst() {
    Purse purse =
        purse(
            grant("promo", "a", GrantKind.PROMOTIONAL, "5"),
            grant("paid", "a", GrantKind.PAID, "20"));
    use(purse, "12");
    assertThat(purse.settle(key(1), new BigDecimal("9"), START)).isEqualByComparingTo("9");
    assertThat(purse.grant(new GrantId("paid")).drawn()).isEqualByComparingTo("4");
    assertThat(purse.grant(new GrantId("promo")).settled()).isEqualByComparingTo("5");
    assertThat(purse.standing(new WalletId("a"), START).balance()).isEqualByComparingTo("16");
  }

  @Test
  void settlement_aboveTheDraws_drawsTheShortfallAndLeavesTheRestToTheInvoice() {
    Purse purse = purse(grant("paid", "a", GrantKind.PAID, "20"));
    use(purse, "12");
    assertThat(purse.settle(key(1), new BigDecimal("30"), START)).isEqualByComparingTo("20");
    assertThat(purse.use(key(1)).drawn()).isEqualByComparingTo("0");
  }

  @Test
  void return_toALapsedGrant_isBreakageAndToAClosedWalletCreditBalance() {
    Grant expiring =
        Grant.of(
            new GrantId("e"),
            new WalletId("a"),
            1,
            GrantKind.PAID,
            null,
            null,
            START.plusSeconds(60),
            new BigDecimal("5"),
            BigDecimal.ONE,
            null);
    Purse purse = purse(expiring, grant("other", "b", GrantKind.PAID, "5"));
    use(purse, "7");
    purse.lapse(START.plusSeconds(7_200), GRACE);
    purse.close(new WalletId("b"));
    use(purse, "-7");
    Map<Account, BigDecimal> credited = new HashMap<>();
    purse.moves().forEach(move -> credited.merge(move.credit(), move.amount(), BigDecimal::add));
    assertThat(credited.get(Account.BREAKAGE)).isEqualByComparingTo("8");
    assertThat(credited.get(Account.CREDIT_BALANCE)).isEqualByComparingTo("2");
  }

  @Test
  void lateUsage_beforeTheExpiryButWithinTheGrace_isPaid() {
    Grant expiring =
        Grant.of(
            new GrantId("e"),
            new WalletId("a"),
            1,
            GrantKind.PAID,
            null,
            null,
            START.plusSeconds(60),
            new BigDecimal("5"),
            BigDecimal.ONE,
            null);
    Purse purse = purse(expiring);
    Instant now = START.plusSeconds(120);
    purse.lapse(now, GRACE);
    assertThat(purse.holdable(Wallet.Line.USAGE, now)).isEqualByComparingTo("0");
    use(purse, "3");
    assertThat(purse.grant(new GrantId("e")).drawn()).isEqualByComparingTo("3");
  }

  @Test
  void rollover_ofTwoThousandAMonth_neverPassesFourThousand() {
    BigDecimal month = new BigDecimal("2000");
    Purse purse = purse();
    Instant end = START.plus(Duration.ofDays(30));
    for (int i = 0; i < 4; i++) {
      Instant expiry = end.plus(Duration.ofDays(30L * i));
      purse.add(
          Grant.of(
              new GrantId("m" + i),
              new WalletId("a"),
              i,
              GrantKind.PROMOTIONAL,
              null,
              null,
              expiry,
              month,
              BigDecimal.ONE,
              new ScheduleId("s")));
      Instant now = expiry.minus(Duration.ofDays(30)).plus(GRACE);
      List<Grant> due = purse.grants().stream().filter(g -> Purse.due(g, now, GRACE)).toList();
      GrantId id = new GrantId("r" + i);
      purse.carry(
          due,
          new BigDecimal("4000"),
          month,
          units ->
              Grant.of(
                  id,
                  new WalletId("a"),
                  9,
                  GrantKind.PROMOTIONAL,
                  null,
                  null,
                  expiry,
                  units,
                  BigDecimal.ONE,
                  new ScheduleId("s")));
      purse.lapse(now, GRACE);
      assertThat(purse.holdable(Wallet.Line.USAGE, now))
          .isEqualByComparingTo(i == 0 ? "2000" : "4000");
    }
  }
}
