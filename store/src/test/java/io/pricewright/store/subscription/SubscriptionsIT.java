package io.pricewright.store.subscription;

import static io.pricewright.store.testing.StoreScene.ONE;
import static io.pricewright.store.testing.StoreScene.T0;
import static io.pricewright.store.testing.StoreScene.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.subscription.BillingCycle;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Proration;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.SubscriptionLineItemRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.testing.StoreScene;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the tables of subscriptions and line items keep, find, end, and keep apart. */
final class SubscriptionsIT {
  private static final PlanId PLAN = new PlanId("plan_a");
  private static final LineageId LINEAGE = new LineageId("price_a");

  private final StoreScene scene = new StoreScene();
  private CustomerNo acme = new CustomerNo(0);

  @BeforeEach
  void sold() {
    for (Scope scope : List.of(ONE, TWO)) {
      scene.plan(scope, "plan_a");
      scene.price(scope, "price_a", "plan_a", "usd");
      scene.price(scope, "price_b", "plan_a", "usd");
    }
    acme = scene.customer(ONE, "acme");
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  private SubscriptionRow row(String id, int second) {
    Instant at = T0.plusSeconds(second);
    return new SubscriptionRow(
        new SubscriptionId(id),
        acme,
        PLAN,
        new Currency("usd"),
        BillingPeriod.MONTHLY,
        1,
        BillingCycle.ANNIVERSARY,
        T0,
        ZoneId.of("Europe/Berlin"),
        T0,
        null,
        null,
        SubscriptionStatus.ACTIVE,
        null,
        null,
        Proration.NONE,
        null,
        null,
        Json.Obj.EMPTY.with("a", Json.of("b")),
        at,
        at);
  }

  private static final SubscriptionId NONE = new SubscriptionId("");

  private SubscriptionLineItemRow line(SubscriptionRow of, String lineage) {
    return new SubscriptionLineItemRow(
        new LineItemNo(0),
        new LineItemId("line_" + of.id() + lineage),
        of.id(),
        of.customerNo(),
        new LineageId(lineage),
        null,
        null,
        null,
        of.billingPeriod(),
        of.billingPeriodCount(),
        of.billingAnchor(),
        of.timezone(),
        of.startDate(),
        of.endDate(),
        of.trialEnd(),
        BigDecimal.ONE,
        of.createdAt());
  }

  private void add(SubscriptionRow row) {
    scene.in(ONE, tx -> SubscriptionRow.TABLE.add(tx, row));
  }

  private List<SubscriptionLineItemRow> lines(SubscriptionId of) {
    return scene.in(
        ONE,
        tx ->
            SubscriptionLineItemRow.TABLE.oldest(
                tx, Where.is(SubscriptionLineItemRow.SUBSCRIPTION_ID, of), 10, 0));
  }

  @Test
  void subscription_isFoundAsItWasAdded_andNotElsewhere() {
    SubscriptionRow row = row("subs_1", 0).withLookupKey("k").withEndDate(T0.plusSeconds(9));
    add(row);
    assertThat(scene.one(ONE, tx -> SubscriptionRow.TABLE.find(tx, row.id()))).contains(row);
    assertThat(scene.one(TWO, tx -> SubscriptionRow.TABLE.find(tx, row.id()))).isEmpty();
    assertThat(scene.all(TWO, tx -> Subscriptions.ofCustomer(tx, acme, 10))).isEmpty();
  }

  @Test
  void ofCustomer_oldestFirst_atMost() {
    List.of(row("subs_2", 1), row("subs_1", 2), row("subs_3", 0)).forEach(this::add);
    List<SubscriptionRow> two = scene.in(ONE, tx -> Subscriptions.ofCustomer(tx, acme, 2));
    assertThat(two).extracting(one -> one.id().value()).containsExactly("subs_3", "subs_2");
  }

  @Test
  void clock_cutsInTheSubscriptionsZone() {
    Instant boundary = Instant.parse("2026-02-02T03:04:05.000006Z");
    assertThat(Subscriptions.clock(row("subs_1", 0)).periodOf(T0).to()).isEqualTo(boundary);
  }

  @Test
  void lines_areNumberedInOrder_andKeepOverrides() {
    SubscriptionRow row = row("subs_1", 0);
    add(row);
    SubscriptionLineItemRow pinned =
        line(row, "price_b")
            .withPinnedPriceId(new PriceId("price_b"))
            .withOverrideParams("{\"x\":1}")
            .withOverrideTerms("{}");
    scene.in(
        ONE, tx -> SubscriptionLineItemRow.TABLE.addAll(tx, List.of(line(row, "price_a"), pinned)));
    List<LineItemNo> numbers = scene.in(ONE, tx -> LineItems.numbers(tx, row.id()));
    List<SubscriptionLineItemRow> lines = lines(row.id());
    assertThat(lines).extracting(SubscriptionLineItemRow::lineItemNo).isEqualTo(numbers);
    assertThat(lines.getLast()).isEqualTo(pinned.withLineItemNo(numbers.getLast()));
    assertThat(scene.all(TWO, tx -> LineItems.numbers(tx, row.id()))).isEmpty();
  }

  @Test
  void end_movesLaterEndsAlone() {
    SubscriptionRow row = row("subs_1", 0);
    add(row);
    Instant end = T0.plus(Duration.ofDays(3));
    Instant sooner = T0.plus(Duration.ofDays(1));
    scene.in(
        ONE,
        tx ->
            SubscriptionLineItemRow.TABLE.addAll(
                tx, List.of(line(row, "price_a"), line(row, "price_b").withEndDate(sooner))));
    scene.in(TWO, tx -> LineItems.end(tx, row.id(), T0));
    scene.in(ONE, tx -> LineItems.end(tx, row.id(), end));
    assertThat(lines(row.id()))
        .extracting(SubscriptionLineItemRow::endDate)
        .containsExactly(end, sooner);
  }

  @Test
  void without_namesLiveSubscriptionsOfThePriceCurrency() {
    add(row("subs_1", 0));
    add(row("subs_2", 0).withCurrency(new Currency("eur")));
    add(row("subs_3", 0).withSubscriptionStatus(SubscriptionStatus.CANCELLED));
    add(row("subs_4", 0).withSubscriptionStatus(SubscriptionStatus.DRAFT));
    add(row("subs_5", 0));
    LineItems.Lacking first = lacking(10).getFirst();
    assertThat(lacking(10))
        .extracting(one -> one.subscriptionId().value())
        .containsExactly("subs_1", "subs_5");
    assertThat(lacking(1)).containsExactly(first);
    assertThat(first.customerNo()).isEqualTo(acme);
    SubscriptionRow taker = row("subs_1", 0);
    scene.in(ONE, tx -> SubscriptionLineItemRow.TABLE.add(tx, line(taker, LINEAGE.value())));
    assertThat(lacking(10))
        .extracting(one -> one.subscriptionId().value())
        .containsExactly("subs_5");
    assertThat(
            scene.all(ONE, tx -> LineItems.without(tx, PLAN, LINEAGE, row("subs_5", 0).id(), 10)))
        .isEmpty();
    assertThat(scene.all(TWO, tx -> LineItems.without(tx, PLAN, LINEAGE, NONE, 10))).isEmpty();
  }

  private List<LineItems.Lacking> lacking(int most) {
    return scene.in(ONE, tx -> LineItems.without(tx, PLAN, LINEAGE, NONE, most));
  }

  @Test
  void ofLineages_inPages_byNumber() {
    for (int i = 0; i < 3; i++) {
      SubscriptionRow row = row("subs_" + i, i);
      add(row);
      scene.in(
          ONE,
          tx ->
              SubscriptionLineItemRow.TABLE.addAll(
                  tx, List.of(line(row, "price_a"), line(row, "price_b"))));
    }
    List<LineItems.Owned> first = page(new LineItemNo(0), List.of(LINEAGE));
    List<LineItems.Owned> second = page(first.getLast().lineItemNo(), List.of(LINEAGE));
    assertThat(first).hasSize(2).allMatch(one -> one.customerNo().equals(acme));
    assertThat(second).hasSize(1);
    assertThat(second.getFirst().lineItemNo()).isGreaterThan(first.getLast().lineItemNo());
    assertThat(page(new LineItemNo(0), List.of(new LineageId("price_x")))).isEmpty();
    assertThat(page(new LineItemNo(0), List.of())).isEmpty();
  }

  private List<LineItems.Owned> page(LineItemNo after, List<LineageId> lineages) {
    return scene.in(ONE, tx -> LineItems.ofLineages(tx, lineages, after, 2));
  }
}
