package io.pricewright.rules.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.ScheduleId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.ledger.Account;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cases of credits whose outcome is worked by hand. */
final class PurseCasesTest {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration GRACE = Duration.ofHours(1);

  private static Use.Key key(long lineItem) {
    return new Use.Key(new LineItemNo(lineItem), START);
  }

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
    assertThat(Use.Draw.sum(purse.settle(key(1), new BigDecimal("9"), START)))
        .isEqualByComparingTo("9");
    assertThat(purse.grant(new GrantId("paid")).drawn()).isEqualByComparingTo("4");
    assertThat(purse.grant(new GrantId("promo")).settled()).isEqualByComparingTo("5");
    assertThat(purse.standing(new WalletId("a"), START).balance()).isEqualByComparingTo("16");
  }

  @Test
  void settlement_aboveTheDraws_drawsTheShortfallAndLeavesTheRestToTheInvoice() {
    Purse purse = purse(grant("paid", "a", GrantKind.PAID, "20"));
    use(purse, "12");
    assertThat(Use.Draw.sum(purse.settle(key(1), new BigDecimal("30"), START)))
        .isEqualByComparingTo("20");
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

  private static Grant dated(
      String id, GrantKind kind, String credits, @Nullable Instant from, @Nullable Instant until) {
    return Grant.of(
        new GrantId(id),
        new WalletId("a"),
        Grant.no(START),
        kind,
        null,
        from,
        until,
        new BigDecimal(credits),
        BigDecimal.ONE,
        new ScheduleId("s"));
  }

  private static Instant day(int days) {
    return START.plus(Duration.ofDays(days));
  }

  private static void at(Purse purse, int day, String amount) {
    BigDecimal money = new BigDecimal(amount);
    purse.charge(key(1), money, List.of(new Use.Part(day(day), money)), START);
  }

  private static BigDecimal drawn(Purse purse, String grant) {
    return purse.grant(new GrantId(grant)).drawn();
  }

  @Test
  void gift_paysFromItsTimeOn_whatWasBoughtPaysWhatIsOpen() {
    Purse purse = purse();
    at(purse, 1, "4");
    at(purse, 3, "5");
    for (GrantKind kind : List.of(GrantKind.PROMOTIONAL, GrantKind.SIGN_UP)) {
      purse.add(dated(kind.code(), kind, "3", day(2), null));
    }
    // 9 are used, 5 of them since day 2: 3 and 2 of the gifts pay those, the 4 of before stay open.
    assertThat(drawn(purse, "promotional").add(drawn(purse, "sign_up"))).isEqualByComparingTo("5");
    assertThat(purse.uncovered()).isEqualByComparingTo("4");
    purse.add(dated("later", GrantKind.PAID, "20", day(5), null));
    assertThat(purse.uncovered()).as("before it begins").isEqualByComparingTo("4");
    purse.begin(day(4));
    assertThat(drawn(purse, "later")).isEqualByComparingTo("0");
    purse.begin(day(5));
    assertThat(drawn(purse, "later")).as("begun, it pays the 4 of day 1").isEqualByComparingTo("4");
    purse.add(dated("now", GrantKind.PAID, "20", null, null));
    at(purse, 0, "17");
    assertThat(purse.uncovered()).isEqualByComparingTo("0");
  }

  @Test
  void gift_inTheMiddleOfWhatIsKeptAsOne_paysNoneOfIt() {
    Purse purse = purse();
    BigDecimal five = new BigDecimal("5");
    for (int hour : List.of(1, 9)) {
      Instant at = START.plus(Duration.ofHours(hour));
      purse.charge(key(1), five, List.of(new Use.Part(at, five)), at);
    }
    assertThat(purse.use(key(1)).uncovered()).hasSize(1);
    Instant between = START.plus(Duration.ofHours(5));
    purse.add(dated("gift", GrantKind.PROMOTIONAL, "8", between, null));
    assertThat(drawn(purse, "gift")).isEqualByComparingTo("0");
    // From then on the two are kept apart: 5 at 10 o'clock are paid.
    Instant after = START.plus(Duration.ofHours(10));
    purse.charge(key(1), five, List.of(new Use.Part(after, five)), after);
    assertThat(drawn(purse, "gift")).isEqualByComparingTo("5");
    assertThat(purse.uncovered()).isEqualByComparingTo("10");
  }

  @Test
  void void_ofAnEarlierStretch_returnsToWhoPaidThere() {
    Purse purse =
        purse(
            dated("first", GrantKind.PROMOTIONAL, "10", day(0), day(15)),
            dated("second", GrantKind.PROMOTIONAL, "10", day(15), day(30)));
    at(purse, 10, "10");
    at(purse, 20, "12");
    at(purse, 10, "-6");
    // The 2 open ones are of the second stretch, but open all the same: they go first, then 4 of
    // 10.
    assertThat(purse.uncovered()).isEqualByComparingTo("0");
    assertThat(drawn(purse, "first")).isEqualByComparingTo("6");
    assertThat(drawn(purse, "second")).isEqualByComparingTo("10");
    at(purse, 12, "3");
    at(purse, 12, "4");
    // 3 and 1 find credit, 3 stay open on day 12; what day 12 gives back is of day 12.
    at(purse, 25, "5");
    at(purse, 12, "-4");
    assertThat(drawn(purse, "first")).isEqualByComparingTo("10");
    assertThat(purse.uncovered()).as("the 5 of day 25 but 1").isEqualByComparingTo("4");
  }

  @Test
  void carried_atTheRenewal_canBeSpentAndHeldAtOnce_andGrowsByWhatComesBack() {
    Purse purse = purse(dated("old", GrantKind.PROMOTIONAL, "20", day(0), day(30)));
    at(purse, 3, "10");
    List<Grant> rests = purse.grants();
    Purse.Next next =
        from ->
            purse.grants().stream()
                .filter(grant -> grant.id().equals(new GrantId("carried")))
                .findFirst()
                .orElse(dated("carried", GrantKind.PROMOTIONAL, "0", from.effective(), day(60)));
    assertThat(purse.carry(rests, new BigDecimal("15"), next).getFirst().credits())
        .isEqualByComparingTo("10");
    assertThat(purse.holdable(Wallet.Line.USAGE, day(30))).isEqualByComparingTo("10");
    // Late usage of before the renewal finds what was carried: 1 of it is drawn.
    at(purse, 29, "1");
    assertThat(drawn(purse, "carried")).isEqualByComparingTo("1");
    // 2 come back, the last drawn first: 1 to what was carried, 1 to the old one, which is carried.
    at(purse, 3, "-2");
    purse.carry(List.of(purse.grant(new GrantId("old"))), new BigDecimal("5"), next);
    Grant carried = purse.grant(new GrantId("carried"));
    assertThat(carried.credits()).isEqualByComparingTo("11");
    assertThat(carried.remaining()).isEqualByComparingTo("11");
    assertThat(purse.lapse(day(31), GRACE).getFirst().amount()).isEqualByComparingTo("0");
  }

  @Test
  void carried_ofSeveralGrants_isTheNewestFirstAndNeverMoreThanTheRoom() {
    Purse purse =
        purse(
            dated("older", GrantKind.PROMOTIONAL, "7", day(0), day(30)),
            dated("newer", GrantKind.PROMOTIONAL, "8", day(15), day(30)));
    List<Purse.Carried> carried =
        purse.carry(
            purse.grants(),
            BigDecimal.TEN,
            from ->
                dated(
                    "of_" + from.id().value(),
                    GrantKind.PROMOTIONAL,
                    "0",
                    from.effective(),
                    day(60)));
    assertThat(carried)
        .extracting(one -> one.into().id().value())
        .containsExactly("of_newer", "of_older");
    assertThat(carried.getLast().credits()).isEqualByComparingTo("2");
    assertThat(carried.getLast().into().effective()).isEqualTo(day(0));
    assertThat(purse.lapse(day(31), GRACE)).hasSize(2);
  }
}
