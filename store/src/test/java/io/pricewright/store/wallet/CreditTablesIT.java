package io.pricewright.store.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.AlertLogId;
import io.pricewright.rules.id.AlertedId;
import io.pricewright.rules.id.BudgetId;
import io.pricewright.rules.id.CreditGrantId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.ScheduleId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.id.WalletTransactionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.wallet.AlertEntity;
import io.pricewright.rules.wallet.AlertType;
import io.pricewright.rules.wallet.Alerts;
import io.pricewright.rules.wallet.AutoTopUp;
import io.pricewright.rules.wallet.Budget;
import io.pricewright.rules.wallet.BudgetPeriod;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.GrantKind;
import io.pricewright.rules.wallet.PaidFeatures;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.TransactionReason;
import io.pricewright.rules.wallet.TransactionType;
import io.pricewright.rules.wallet.Use;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.rules.wallet.WalletType;
import io.pricewright.store.database.DueScope;
import io.pricewright.store.database.Failures;
import io.pricewright.store.database.Where;
import io.pricewright.store.due.CustomerDues;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.AlertLogRow;
import io.pricewright.store.row.BudgetRow;
import io.pricewright.store.row.CreditGrantRow;
import io.pricewright.store.row.CreditScheduleRow;
import io.pricewright.store.row.HoldRow;
import io.pricewright.store.row.WalletRow;
import io.pricewright.store.row.WalletTransactionRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the tables of credits keep: books as purses leave them, what is due, and what is told. */
final class CreditTablesIT {
  private static final Instant T0 = CreditScene.T0;
  private static final Currency USD = new Currency("usd");
  private static final Currency EUR = new Currency("eur");
  private static final Duration HOUR = Duration.ofHours(1);

  private final CreditScene scene = new CreditScene();
  private CustomerNo one = new CustomerNo(0);

  @BeforeEach
  void open() throws Exception {
    scene.open();
    one = scene.customer(CreditScene.ONE, "one");
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  // ---- rows ----

  @Test
  void wallet_withAllThatIsSaid_comesBackEqual() {
    WalletRow row =
        scene
            .wallet("wallet_1", one, USD)
            .withDescription("d")
            .withFeatures(new PaidFeatures(List.of(new FeatureId("f1"), new FeatureId("f2"))))
            .withAutoTopup(
                new AutoTopUp(
                    true, new BigDecimal("5"), BigDecimal.TEN, false, Duration.ofMinutes(3), 4))
            .withAlertSettings(
                new Alerts(
                    true,
                    new Alerts.Level(BigDecimal.ONE, false),
                    null,
                    new Alerts.Level(BigDecimal.TEN, true),
                    Alerts.HYSTERESIS))
            .withAlertState(Alerts.State.IN_ALARM)
            .withToppedUpAt(T0)
            .withTopups(2);
    scene.in(tx -> WalletRow.TABLE.add(tx, row));
    Optional<WalletRow> found = scene.in(tx -> WalletRow.TABLE.find(tx, row.id()));
    assertThat(found.map(scene::plain)).contains(scene.plain(row));
    Optional<WalletRow> elsewhere = scene.other(tx -> WalletRow.TABLE.find(tx, row.id()));
    assertThat(elsewhere).isEmpty();
    List<WalletRow> alerting =
        scene.in(
            tx ->
                WalletRow.TABLE.list(
                    tx, Where.<WalletRow>all().andNotNull(WalletRow.ALERT_SETTINGS), 9, 0));
    assertThat(alerting).hasSize(1);
  }

  @Test
  void transactions_ofOneKey_areOnceInAnEnvironment() {
    scene.in(tx -> WalletRow.TABLE.add(tx, scene.wallet("wallet_1", one, USD)));
    WalletTransactionRow row = scene.transaction("wtxn_1", "wallet_1", one, "key");
    scene.in(tx -> WalletTransactionRow.TABLE.add(tx, row));
    assertThatThrownBy(
            () ->
                scene.in(
                    tx ->
                        WalletTransactionRow.TABLE.add(
                            tx, scene.transaction("wtxn_2", "wallet_1", one, "key"))))
        .matches(Failures::uniqueViolation);
    scene.in(
        tx ->
            WalletTransactionRow.TABLE.add(tx, scene.transaction("wtxn_3", "wallet_1", one, null)));
    List<WalletTransactionRow> page =
        scene.in(
            tx ->
                WalletTransactionRow.TABLE.list(
                    tx, Where.is(WalletTransactionRow.WALLET_ID, new WalletId("wallet_1")), 1, 1));
    assertThat(page).hasSize(1);
    assertThat(page.getFirst().id()).isEqualTo(new WalletTransactionId("wtxn_1"));
    assertThat(page.getFirst().reason()).isEqualTo(TransactionReason.FREE_CREDIT_GRANT);
    assertThat(page.getFirst().type()).isEqualTo(TransactionType.CREDIT);
  }

  @Test
  void alerts_areFoundByWhatTheyAreOf() {
    AlertLogRow row =
        new AlertLogRow(
            new AlertLogId("alog_1"),
            one,
            AlertEntity.BUDGET,
            new AlertedId("budget_1"),
            AlertType.SUBSCRIPTION_SPEND,
            Alerts.State.WARNING,
            Json.Obj.EMPTY.with("a", Json.of("b")),
            T0);
    scene.in(tx -> AlertLogRow.TABLE.add(tx, row));
    List<AlertLogRow> found =
        scene.in(
            tx ->
                AlertLogRow.TABLE.list(
                    tx,
                    AlertLogRow.TABLE.among(
                        Map.of(
                            "entity_id", List.of("budget_1"), "alert_status", List.of("warning"))),
                    9,
                    0));
    assertThat(found).containsExactly(row);
  }

  // ---- books ----

  private CreditBook book(CreditBooks.Asked asked) {
    Map<CustomerNo, CreditBook> books = scene.in(tx -> CreditBooks.load(tx, List.of(one), asked));
    return Objects.requireNonNull(books.get(one));
  }

  private static Grant grant(String id, String credits, Instant expiry) {
    return Grant.of(
        new GrantId(id),
        new WalletId("wallet_1"),
        Grant.no(T0),
        GrantKind.PROMOTIONAL,
        3,
        T0,
        expiry,
        new BigDecimal(credits),
        BigDecimal.ONE,
        new ScheduleId("csch_1"));
  }

  @Test
  void book_ofACustomerWithoutAnything_isEmpty() {
    CreditBook book = book(CreditBooks.Asked.NOTHING);
    assertThat(book.wallets()).isEmpty();
    assertThat(book.purses()).isEmpty();
    assertThat(book.purse(USD).uncovered()).isZero();
  }

  @Test
  void purse_writtenAndRead_isWhatItWas() {
    scene.in(tx -> WalletRow.TABLE.add(tx, scene.wallet("wallet_1", one, USD)));
    Use.Key key = new Use.Key(new LineItemNo(7), T0);
    CreditBook book = book(CreditBooks.Asked.NOTHING);
    Purse purse = book.purse(USD);
    purse.add(grant("grant_1", "10", T0.plus(HOUR)));
    purse.charge(key, new BigDecimal("14.5"), List.of(), T0);
    scene.in(tx -> CreditBooks.write(tx, one, USD, purse));
    Purse read = book(new CreditBooks.Asked(Map.of(one, Set.of(key)), false)).purse(USD);
    Grant grant = read.grant(new GrantId("grant_1"));
    assertThat(grant.drawn()).isEqualByComparingTo("10");
    assertThat(grant.priority()).isEqualTo(3);
    assertThat(grant.expiry()).isEqualTo(T0.plus(HOUR));
    assertThat(grant.schedule()).isEqualTo(new ScheduleId("csch_1"));
    assertThat(grant.no()).isEqualTo(Grant.no(T0));
    assertThat(read.use(key).open()).isEqualByComparingTo("4.5");
    assertThat(read.uncovered()).isEqualByComparingTo("4.5");
    Purse without = book(CreditBooks.Asked.NOTHING).purse(USD);
    assertThat(without.uncovered()).as("uses that were not read").isEqualByComparingTo("4.5");
    assertThat(without.changedGrants()).isEmpty();
    Purse open = book(new CreditBooks.Asked(Map.of(), true)).purse(USD);
    open.add(grant("grant_2", "9", T0.plus(HOUR)));
    assertThat(open.uncovered()).as("drawn for what was open").isEqualByComparingTo("0");
    scene.in(tx -> CreditBooks.write(tx, one, USD, open));
    Purse paid = book(CreditBooks.Asked.NOTHING).purse(USD);
    assertThat(paid.grant(new GrantId("grant_2")).drawn()).isEqualByComparingTo("4.5");
    assertThat(paid.uncovered()).isEqualByComparingTo("0");
    List<String> differences = scene.in(tx -> CreditCheck.differences(tx, one));
    assertThat(differences)
        .as("nothing was posted")
        .containsExactly("grant grant_2 has 4.500000000000 left, its postings leave 0");
  }

  @Test
  void book_ofAnotherEnvironment_isNotSeen() {
    scene.in(tx -> WalletRow.TABLE.add(tx, scene.wallet("wallet_1", one, USD)));
    Purse purse = book(CreditBooks.Asked.NOTHING).purse(USD);
    purse.add(grant("grant_1", "10", T0.plus(HOUR)));
    scene.in(tx -> CreditBooks.write(tx, one, USD, purse));
    Map<CustomerNo, CreditBook> others =
        scene.other(
            tx ->
                CreditBooks.load(
                    tx, List.of(one), new CreditBooks.Asked(Map.of(one, Set.of(Use.WORK)), true)));
    assertThat(Objects.requireNonNull(others.get(one)).wallets()).isEmpty();
    assertThat(Objects.requireNonNull(others.get(one)).purses()).isEmpty();
  }

  @Test
  void wallet_ofNamedFeatures_paysForTheirMetersAlone() {
    scene.feature("f1", "meter_1");
    scene.feature("f2", null);
    WalletRow row =
        scene
            .wallet("wallet_1", one, USD)
            .withFeatures(new PaidFeatures(List.of(new FeatureId("f1"), new FeatureId("f2"))));
    scene.in(tx -> WalletRow.TABLE.add(tx, row));
    scene.in(tx -> WalletRow.TABLE.add(tx, scene.wallet("wallet_2", one, EUR)));
    CreditBook book = book(CreditBooks.Asked.NOTHING);
    assertThat(book.purses().keySet()).containsExactly(EUR, USD);
    assertThat(book.purse(USD).wallets().getFirst().meters())
        .containsExactly(new MeterId("meter_1"));
    assertThat(book.purse(EUR).wallets().getFirst().meters()).isNull();
    Wallet wallet = CreditBooks.wallet(row.withWalletType(WalletType.POST_PAID), null);
    assertThat(wallet.live()).isFalse();
  }

  @Test
  void spentGrant_isNotReadAgain() {
    scene.in(tx -> WalletRow.TABLE.add(tx, scene.wallet("wallet_1", one, USD)));
    Purse purse = book(CreditBooks.Asked.NOTHING).purse(USD);
    purse.add(grant("grant_1", "10", T0.plus(HOUR)));
    purse.lapse(T0.plus(HOUR), Duration.ZERO);
    scene.in(tx -> CreditBooks.write(tx, one, USD, purse));
    assertThat(book(CreditBooks.Asked.NOTHING).purse(USD).grants()).isEmpty();
  }

  @Test
  void begin_takesWhatWasChargedAsUncovered_once() {
    scene.charge(one, 7, "12.5");
    scene.charge(one, 7, "-2.5");
    scene.charge(one, 8, "3");
    scene.charge(one, 9, "0");
    scene.in(tx -> CreditBooks.begin(tx, one));
    scene.in(tx -> CreditBooks.begin(tx, one));
    Purse purse = book(new CreditBooks.Asked(Map.of(), true)).purse(USD);
    assertThat(purse.uncovered()).isEqualByComparingTo("13");
    Use use = purse.use(new Use.Key(new LineItemNo(7), T0));
    assertThat(use.open()).isEqualByComparingTo("10");
    assertThat(use.uncovered().getFirst().at()).isEqualTo(T0);
  }

  // ---- what is due ----

  @Test
  void holds_pastTheirExpiry_areFoundOfEachCustomer_andExpireTogether() {
    CustomerNo two = scene.customer(CreditScene.ONE, "two");
    Instant now = T0.plus(HOUR);
    scene.in(
        tx ->
            HoldRow.TABLE.addAll(
                tx,
                List.of(
                    scene.hold("hold_1", two, T0.plusSeconds(60)),
                    scene.hold("hold_2", one, T0.plusSeconds(30)),
                    scene.hold("hold_3", one, now),
                    scene.hold("hold_4", one, now.plusSeconds(2)),
                    scene.hold("hold_5", one, now.plusSeconds(1)))));
    List<CustomerNo> both = List.of(one, two);
    assertThat(ended(both, now))
        .extracting(row -> row.id().value())
        .containsExactly("hold_2", "hold_1", "hold_3");
    Map<CustomerNo, Instant> next = scene.in(tx -> DueCustomers.nextHolds(tx, both, now));
    assertThat(next).isEqualTo(Map.of(one, now.plusSeconds(1)));
    scene.in(
        tx -> DueCustomers.expire(tx, List.of(new HoldId("hold_1"), new HoldId("hold_3")), now));
    assertThat(ended(both, now)).extracting(row -> row.id().value()).containsExactly("hold_2");
    List<HoldRow> others = scene.other(tx -> DueCustomers.holds(tx, both, now));
    assertThat(others).isEmpty();
  }

  private List<HoldRow> ended(List<CustomerNo> customers, Instant now) {
    return scene.in(tx -> DueCustomers.holds(tx, customers, now));
  }

  private List<CustomerNo> due(Instant at, int most) {
    return scene.in(tx -> CustomerDues.claim(tx, at, Duration.ofNanos(1_000), most)).stream()
        .map(CustomerDues.Claimed::customerNo)
        .toList();
  }

  @Test
  void dues_areClaimedLongestFirst_andTheirScopesFoundWithTheirAge() {
    CustomerNo two = scene.customer(CreditScene.ONE, "two");
    scene.in(tx -> CustomerDues.earlier(tx, Map.of(one, T0.plus(HOUR), two, T0.plus(HOUR))));
    // Later ones change nothing, earlier ones do.
    scene.in(tx -> CustomerDues.earlier(tx, one, T0.plus(HOUR).plusSeconds(1)));
    scene.in(tx -> CustomerDues.earlier(tx, two, T0.plusSeconds(60)));
    Instant before = T0.plusSeconds(59);
    assertThat(due(before, 9)).isEmpty();
    assertThat(CustomerDues.scopes(scene.database(), before, 9).await()).isEmpty();
    Instant now = T0.plus(HOUR).plusSeconds(60);
    List<CustomerDues.Claimed> others = scene.other(tx -> CustomerDues.claim(tx, now, HOUR, 9));
    assertThat(others).isEmpty();
    assertThat(CustomerDues.scopes(scene.database(), now, 9).await())
        .containsExactly(new DueScope(CreditScene.ONE, T0.plusSeconds(60)));
    assertThat(due(now, 9)).containsExactly(two, one);
    assertThat(due(now.plusSeconds(1), 1)).containsExactly(two);
    List<CustomerDues.Claimed> leased =
        scene.in(tx -> CustomerDues.claim(tx, now.plusSeconds(2), HOUR, 9));
    assertThat(leased)
        .containsExactly(new CustomerDues.Claimed(two, 0), new CustomerDues.Claimed(one, 0));
    assertThat(due(now.plusSeconds(3), 9)).as("leased").isEmpty();
    scene.in(tx -> CustomerDues.next(tx, new HashMap<>(Map.of(one, now.plus(HOUR)))));
    Map<CustomerNo, @Nullable Instant> nothing = new HashMap<>();
    nothing.put(two, null);
    scene.in(tx -> CustomerDues.next(tx, nothing));
    assertThat(due(now.plusSeconds(4), 9)).isEmpty();
    Map<CustomerNo, Instant> left = scene.in(tx -> CustomerDues.of(tx, List.of(one, two)));
    assertThat(left).isEqualTo(Map.of(one, now.plus(HOUR)));
    // The clock of the environment makes it due earlier, and its age counts by it.
    Duration ahead = scene.in(tx -> DueCustomers.advance(tx, HOUR.plusSeconds(5)));
    assertThat(DueCustomers.clocksAhead(scene.database()).await())
        .containsEntry(CreditScene.ONE, ahead);
    assertThat(CustomerDues.scopes(scene.database(), now, 9).await())
        .containsExactly(new DueScope(CreditScene.ONE, now.minusSeconds(5)));
  }

  @Test
  void grant_isDueWhenItBegins_atItsRenewalAndAtItsEnd() {
    Grant carries = grant("grant_1", "10", T0.plus(HOUR)).carrying(true);
    assertThat(carries.due(HOUR)).isEqualTo(T0.plus(HOUR));
    assertThat(carries.carrying(false).due(HOUR)).isEqualTo(T0.plus(HOUR).plus(HOUR));
    Purse purse = book(CreditBooks.Asked.NOTHING).purse(USD);
    assertThat(purse.due(HOUR)).isNull();
    purse.add(carries);
    purse.add(
        Grant.of(
            new GrantId("grant_2"),
            new WalletId("wallet_1"),
            Grant.no(T0),
            GrantKind.PAID,
            null,
            T0.plusSeconds(60),
            null,
            BigDecimal.TEN,
            BigDecimal.ONE,
            null));
    assertThat(purse.due(HOUR)).as("bought credit begins first").isEqualTo(T0.plusSeconds(60));
    purse.begin(T0.plusSeconds(60));
    assertThat(purse.grant(new GrantId("grant_2")).due(HOUR)).isNull();
    assertThat(purse.due(HOUR)).isEqualTo(T0.plus(HOUR));
  }

  @Test
  void enrol_makesAScheduleForEachGrantOfPlanAndSubscription_once() {
    scene.subscription("sub_1", one, "plan_1");
    scene.in(tx -> Gates.open(tx, one));
    scene.in(
        tx ->
            CreditGrantRow.TABLE.addAll(
                tx,
                List.of(
                    scene.creditGrant("cg_1", new PlanId("plan_1"), null),
                    scene.creditGrant("cg_2", null, new SubscriptionId("sub_1")),
                    scene.creditGrant("cg_3", new PlanId("plan_2"), null),
                    scene
                        .creditGrant("cg_4", new PlanId("plan_1"), null)
                        .withStatus(Status.ARCHIVED))));
    SubscriptionId subscription = new SubscriptionId("sub_1");
    scene.in(tx -> DueCustomers.enrol(tx, subscription, one, T0));
    scene.in(tx -> DueCustomers.enrol(tx, subscription, one, T0));
    List<CreditScheduleRow> schedules =
        scene.in(
            tx ->
                CreditScheduleRow.TABLE.oldest(
                    tx, Where.is(CreditScheduleRow.CUSTOMER_NO, one), 9, 0));
    assertThat(schedules)
        .extracting(CreditScheduleRow::creditGrantId)
        .containsExactlyInAnyOrder(new CreditGrantId("cg_1"), new CreditGrantId("cg_2"));
    assertThat(schedules).allMatch(row -> T0.equals(row.nextAt()) && row.anchor().equals(T0));
    assertThat(due(T0, 9)).as("said by whoever enrols").containsExactly(one);
    // From then on the customer's credits are kept, before the first have come.
    Gate gate = scene.in(tx -> Gates.take(tx, one));
    assertThat(gate.watched()).isTrue();
  }

  // ---- budgets ----

  @Test
  void budgets_areReadWithTheirClock_andWritten() {
    scene.subscription("sub_1", one, "plan_1");
    scene.feature("f1", "meter_1");
    BudgetRow row = scene.budget("budget_1", one);
    BudgetRow periods =
        scene
            .budget("budget_2", one)
            .withPeriod(BudgetPeriod.BILLING_PERIOD)
            .withSubscriptionId(new SubscriptionId("sub_1"))
            .withFeatureId(new FeatureId("f1"));
    BudgetRow ended = scene.budget("budget_3", one).withStatus(Status.ARCHIVED);
    scene.in(tx -> BudgetRow.TABLE.addAll(tx, List.of(row, periods, ended)));
    List<Budget> budgets = scene.in(tx -> Budgets.of(tx, List.of(one)));
    assertThat(budgets)
        .extracting(Budget::id)
        .containsExactly(new BudgetId("budget_1"), new BudgetId("budget_2"));
    assertThat(budgets.getFirst().clock()).isNull();
    assertThat(Objects.requireNonNull(budgets.getLast().clock()).period())
        .isEqualTo(BillingPeriod.MONTHLY);
    assertThat(budgets.getLast().meterId()).isEqualTo(new MeterId("meter_1"));
    Budget spent = budgets.getFirst().spend(new BigDecimal("80"), T0).tellAll();
    scene.in(tx -> Budgets.write(tx, spent));
    Optional<BudgetRow> kept = scene.in(tx -> BudgetRow.TABLE.find(tx, row.id()));
    BudgetRow read = kept.orElseThrow();
    assertThat(read.spent()).isEqualByComparingTo("80");
    assertThat(read.told()).isEqualTo(80);
    List<Budget> others = scene.other(tx -> Budgets.of(tx, List.of(one)));
    assertThat(others).isEmpty();
  }
}
