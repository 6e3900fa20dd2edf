package io.pricewright.store.rollout;

import static io.pricewright.store.testing.StoreScene.ONE;
import static io.pricewright.store.testing.StoreScene.T0;
import static io.pricewright.store.testing.StoreScene.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.RolloutId;
import io.pricewright.rules.id.StepNo;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.rollout.Guard;
import io.pricewright.rules.rollout.RolloutAction;
import io.pricewright.rules.rollout.RolloutPlan;
import io.pricewright.rules.rollout.RolloutState;
import io.pricewright.rules.rollout.TakeBack;
import io.pricewright.store.database.DueScope;
import io.pricewright.store.database.Failures;
import io.pricewright.store.row.PriceAssignmentRow;
import io.pricewright.store.row.RolloutDifferenceRow;
import io.pricewright.store.row.RolloutRow;
import io.pricewright.store.row.RolloutStepRow;
import io.pricewright.store.subscription.LineItems;
import io.pricewright.store.testing.StoreScene;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RolloutsIT {
  private static final RolloutId ID = new RolloutId("roll_1");
  private static final LineageId LINEAGE = new LineageId("price_1");

  private final StoreScene scene = new StoreScene();

  @BeforeEach
  void sell() {
    scene.plan(ONE, "plan_1");
    scene.price(ONE, "price_1", "plan_1", "usd");
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  private static RolloutPlan plan(String percent) {
    return new RolloutPlan(
        RolloutPlan.Mode.NEXT_PERIOD,
        null,
        null,
        null,
        List.of(),
        new BigDecimal(percent),
        new Guard(new BigDecimal("5"), null, 3, 0, 1_000L));
  }

  private static RolloutRow rollout(String id, RolloutState state, RolloutPlan plan) {
    return new RolloutRow(
        new RolloutId(id), "r", LINEAGE, new PriceId("price_1"), state, plan, null, null, T0, T0);
  }

  private RolloutRow add(RolloutState state, RolloutPlan plan) {
    RolloutRow row = rollout(ID.value(), state, plan);
    scene.in(ONE, tx -> Rollouts.add(tx, row));
    return row;
  }

  private boolean put(RolloutRow row, RolloutState before) {
    return scene.in(ONE, tx -> Rollouts.put(tx, row, before));
  }

  /** Makes a customer with a line item of the price. */
  private LineItems.Owned item(String customer, String metadata) {
    CustomerNo no = scene.customer(ONE, customer);
    scene.sql(
        ONE,
        "update customers set metadata = '%s' where customer_no = %d"
            .formatted(metadata, no.value()),
        ("insert into subscriptions (tenant, environment, id, customer_no, plan_id, currency,"
                + " subscription_status, billing_period, billing_cycle, timezone, start_date,"
                + " billing_anchor, created_at, updated_at) values (1, 1, 'subs_%s', %d, 'plan_1',"
                + " 'usd', 'active', 'MONTHLY', 'anniversary', 'UTC', '2026-01-01', '2026-01-01',"
                + " '2026-01-01', '2026-01-01')")
            .formatted(customer, no.value()),
        ("insert into subscription_line_items (tenant, environment, id, subscription_id,"
                + " customer_no, lineage_id, billing_period, billing_period_count, billing_anchor,"
                + " timezone, start_date, created_at) values (1, 1, 'line_%s', 'subs_%1$s', %d,"
                + " 'price_1', 'MONTHLY', 1, '2026-01-01', 'UTC', '2026-01-01', '2026-01-01')")
            .formatted(customer, no.value()));
    long line =
        scene.number(
            ONE, "select line_item_no from subscription_line_items where customer_no = " + no);
    return new LineItems.Owned(new LineItemNo(line), no);
  }

  private List<LineItems.Owned> next(RolloutRow row, int limit) {
    return scene.all(ONE, tx -> Assignments.next(tx, row, T0, limit));
  }

  private boolean assign(RolloutRow row, LineItems.Owned to) {
    return scene.in(ONE, tx -> Assignments.assign(tx, row, to, T0, T0));
  }

  private void end(LineItems.Owned one, @Nullable Instant at) {
    scene.in(ONE, tx -> Assignments.end(tx, ID, one.lineItemNo(), at));
  }

  private List<LineItemNo> open(boolean whole) {
    return scene.all(ONE, tx -> Assignments.open(tx, ID, whole, 9)).stream()
        .map(PriceAssignmentRow::lineItemNo)
        .toList();
  }

  private Assignments.Numbers numbers() {
    return scene.in(ONE, tx -> Assignments.numbers(tx, ID));
  }

  // ---- what they are ----

  @Test
  void rollout_added_isReadAsItWas_andByNoOther() {
    RolloutRow row = add(RolloutState.DRAFT, plan("12.5"));
    assertThat(scene.one(ONE, tx -> Rollouts.find(tx, ID))).contains(row);
    assertThat(scene.one(TWO, tx -> Rollouts.find(tx, ID))).isEmpty();
    assertThat(scene.all(TWO, tx -> Rollouts.list(tx, 9, 0))).isEmpty();
    assertThat(scene.all(ONE, tx -> Rollouts.list(tx, 9, 0))).containsExactly(row);
  }

  @Test
  void put_fromAnotherState_changesNothing() {
    RolloutRow row = add(RolloutState.DRAFT, plan("100"));
    RolloutRow shadow = row.withState(RolloutState.SHADOW).withPending(TakeBack.NOW);
    assertThat(put(shadow, RolloutState.TESTED)).isFalse();
    assertThat(put(shadow, RolloutState.DRAFT)).isTrue();
    assertThat(put(shadow.withName("not a change"), RolloutState.DRAFT)).isFalse();
    assertThat(scene.one(ONE, tx -> Rollouts.find(tx, ID))).contains(shadow);
  }

  @Test
  void twoOfALineage_underWay_areRefused() {
    add(RolloutState.SHADOW, plan("100"));
    scene.in(ONE, tx -> Rollouts.add(tx, rollout("roll_2", RolloutState.DRAFT, plan("100"))));
    RolloutRow second = rollout("roll_2", RolloutState.ROLLING_OUT, plan("100"));
    assertThatThrownBy(() -> put(second, RolloutState.DRAFT)).matches(Failures::uniqueViolation);
    assertThat(put(second.withState(RolloutState.RETIRED), RolloutState.DRAFT)).isTrue();
  }

  @Test
  void due_areThoseUnderWay_andThoseToBeTakenBack() {
    List<String> due = new ArrayList<>();
    for (RolloutState state : RolloutState.values()) {
      if (state != RolloutState.ROLLING_OUT) {
        scene.in(ONE, tx -> Rollouts.add(tx, rollout("roll_" + state, state, plan("1"))));
      }
      if (state == RolloutState.SHADOW || state == RolloutState.ACTIVE) {
        due.add("roll_" + state);
      }
    }
    assertThat(scene.all(ONE, Rollouts::due).stream().map(row -> row.id().value()))
        .containsExactlyInAnyOrderElementsOf(due);
    assertThat(scene.due(database -> Rollouts.dueScopes(database, 9)))
        .containsExactly(new DueScope(ONE, null));
    RolloutRow back =
        rollout("roll_ROLLED_BACK", RolloutState.ROLLED_BACK, plan("1"))
            .withPending(TakeBack.REPRICE)
            .withUpdatedAt(T0.plusSeconds(5));
    put(back, RolloutState.ROLLED_BACK);
    assertThat(scene.all(ONE, Rollouts::due)).contains(back);
    assertThat(scene.due(database -> Rollouts.dueScopes(database, 9)))
        .as("since it was asked for")
        .containsExactly(new DueScope(ONE, T0.plusSeconds(5)));
    assertThat(scene.all(TWO, Rollouts::due)).isEmpty();
  }

  @Test
  void steps_areReadInTheirOrder() {
    add(RolloutState.DRAFT, plan("1"));
    for (RolloutAction action : List.of(RolloutAction.MAKE, RolloutAction.SHADOW)) {
      scene.in(
          ONE,
          tx ->
              Rollouts.step(
                  tx,
                  new RolloutStepRow(
                      ID,
                      new StepNo(0),
                      action,
                      null,
                      RolloutState.DRAFT,
                      "key_1",
                      "because",
                      Json.Obj.EMPTY.with("a", Json.of(1)),
                      T0)));
    }
    List<RolloutStepRow> steps = scene.all(ONE, tx -> Rollouts.steps(tx, ID));
    assertThat(steps)
        .extracting(RolloutStepRow::action)
        .containsExactly(RolloutAction.MAKE, RolloutAction.SHADOW);
    assertThat(steps.getFirst().details().text()).isEqualTo("{\"a\":1}");
    assertThat(steps.getFirst().stepNo()).isLessThan(steps.getLast().stepNo());
    assertThat(scene.all(TWO, tx -> Rollouts.steps(tx, ID))).isEmpty();
  }

  // ---- whom they reach ----

  @Test
  void next_areLineItemsOfTheLineage_thatWereNotReached() {
    LineItems.Owned a = item("a", "{}");
    LineItems.Owned b = item("b", "{}");
    LineItems.Owned pinned = item("c", "{}");
    LineItems.Owned over = item("d", "{}");
    scene.sql(
        ONE,
        "update subscription_line_items set pinned_price_id = 'price_1' where customer_no = "
            + pinned.customerNo(),
        "update subscription_line_items set end_date = '2026-01-02' where customer_no = "
            + over.customerNo());
    RolloutRow row = add(RolloutState.ROLLING_OUT, plan("100"));
    assertThat(next(row, 9)).containsExactly(a, b);
    assertThat(next(row, 1)).containsExactly(a);
    assertThat(assign(row, a)).isTrue();
    assertThat(assign(row, a)).as("once").isFalse();
    assertThat(next(row, 9)).containsExactly(b);
    assertThat(scene.all(TWO, tx -> Assignments.next(tx, row, T0, 9))).isEmpty();
  }

  @Test
  void next_ofAPlan_areItsCustomers_andThoseWithItsAttribute() {
    LineItems.Owned eu = item("a", "{\"region\":\"eu\"}");
    LineItems.Owned us = item("b", "{\"region\":\"us\"}");
    LineItems.Owned none = item("c", "{}");
    RolloutPlan all = plan("100");
    RolloutRow row = add(RolloutState.ROLLING_OUT, all);
    assertThat(next(row.withPlan(all.only(List.of(us.customerNo(), none.customerNo()))), 9))
        .containsExactly(us, none);
    RolloutPlan ofRegions =
        new RolloutPlan(
            all.mode(), null, null, "region", List.of("eu", "asia"), all.percent(), all.guard());
    assertThat(next(row.withPlan(ofRegions), 9)).containsExactly(eu);
  }

  @Test
  void next_ofAShare_holdsThatOfANarrowerOne() {
    List<LineItems.Owned> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(item("c" + i, "{}"));
    }
    RolloutRow row = add(RolloutState.ROLLING_OUT, plan("100"));
    List<LineItems.Owned> narrow = next(row.withPlan(plan("25")), 99);
    List<LineItems.Owned> wide = next(row.withPlan(plan("60")), 99);
    assertThat(wide).containsAll(narrow).hasSizeBetween(12, 36);
    assertThat(narrow).hasSizeBetween(2, 20);
    assertThat(next(row.withPlan(plan("0.0001")), 99)).hasSizeLessThan(2);
    assertThat(next(row, 99)).isEqualTo(all);
  }

  @Test
  void assignments_areCountedAgain_endedFromAnInstant_andTakenBackWhole() {
    LineItems.Owned a = item("a", "{}");
    LineItems.Owned b = item("b", "{}");
    RolloutRow row = add(RolloutState.ROLLING_OUT, plan("100"));
    assign(row, a);
    assign(row, b);
    assertThat(scene.all(ONE, tx -> Assignments.uncounted(tx, ID, 1)))
        .extracting(PriceAssignmentRow::lineItemNo)
        .containsExactly(a.lineItemNo());
    scene.in(ONE, tx -> Assignments.counted(tx, ID, a.lineItemNo()));
    assertThat(numbers()).isEqualTo(new Assignments.Numbers(2, 2, 1));
    end(a, T0.plusSeconds(60));
    assertThat(open(false)).containsExactly(b.lineItemNo());
    assertThat(open(true)).containsExactly(a.lineItemNo(), b.lineItemNo());
    end(b, T0.minusSeconds(60));
    assertThat(scene.all(ONE, tx -> Assignments.reached(tx, ID, 9)))
        .as("an end before the begin is the begin")
        .containsExactly(a.customerNo());
    end(a, null);
    assertThat(open(true)).isEmpty();
    assertThat(numbers()).isEqualTo(new Assignments.Numbers(2, 0, 2));
    long held = scene.in(ONE, tx -> Assignments.held(tx, a.lineItemNo()));
    assertThat(held).isEqualTo(1);
  }

  // ---- what they would change ----

  @Test
  void differences_areTheNewest_theGreatestFirst() {
    LineItems.Owned a = item("a", "{}");
    LineItems.Owned b = item("b", "{}");
    add(RolloutState.SHADOW, plan("100"));
    record(a, "10", "11");
    record(b, "10", "7.5");
    record(a, "10", "12.000000000001");
    List<Differences.Difference> found = scene.all(ONE, tx -> Differences.greatest(tx, ID, 9));
    assertThat(found).extracting(one -> one.externalId().value()).containsExactly("b", "a");
    assertThat(found)
        .extracting(one -> one.moved().difference().toPlainString())
        .containsExactly("-2.5", "2.000000000001");
    assertThat(scene.all(ONE, tx -> Differences.greatest(tx, ID, 1))).hasSize(1);
    assertThat(scene.all(TWO, tx -> Differences.greatest(tx, ID, 9))).isEmpty();
  }

  private void record(LineItems.Owned of, String baseline, String candidate) {
    scene.in(
        ONE,
        tx ->
            Differences.put(
                tx,
                new RolloutDifferenceRow(
                    ID,
                    of.customerNo(),
                    new BigDecimal(baseline),
                    new BigDecimal(candidate),
                    3L,
                    T0)));
  }
}
