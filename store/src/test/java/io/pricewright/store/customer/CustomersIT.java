package io.pricewright.store.customer;

import static io.pricewright.store.testing.StoreScene.ONE;
import static io.pricewright.store.testing.StoreScene.T0;
import static io.pricewright.store.testing.StoreScene.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.entitlement.ReservationStatus;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.ReservationId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.store.cache.Stamp;
import io.pricewright.store.row.CustomerRow;
import io.pricewright.store.row.ReservationRow;
import io.pricewright.store.testing.StoreScene;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the tables around a customer keep, find and refuse. */
final class CustomersIT {
  private final StoreScene scene = new StoreScene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  private static CustomerRow row(String name) {
    return new CustomerRow(
        new CustomerNo(0),
        new CustomerId("cust_" + name),
        new ExternalId(name),
        "name of " + name,
        null,
        Status.PUBLISHED,
        Json.Obj.EMPTY.with("contact", Json.of("x")),
        Json.Obj.EMPTY,
        T0,
        T0);
  }

  @Test
  void customer_isFoundAsItWasAdded_byIdAndNumber_andNotElsewhere() {
    CustomerNo no = scene.in(ONE, tx -> Customers.add(tx, row("acme")));
    CustomerRow made = row("acme").withCustomerNo(no);
    assertThat(scene.one(ONE, tx -> Customers.find(tx, made.id()))).contains(made);
    assertThat(scene.all(ONE, tx -> Customers.findAll(tx, List.of(no)))).containsExactly(made);
    assertThat(scene.one(TWO, tx -> Customers.find(tx, made.id()))).isEmpty();
    assertThat(scene.all(TWO, tx -> Customers.findAll(tx, List.of(no)))).isEmpty();
    Map<CustomerId, CustomerNo> numbers =
        scene.in(ONE, tx -> Customers.numbers(tx, List.of(made.id(), new CustomerId("no"))));
    assertThat(numbers).containsExactly(Map.entry(made.id(), no));
  }

  @Test
  void externalIds_ofThePast_findTheCustomer_andOthersDoNot() {
    CustomerNo no = scene.customer(ONE, "acme");
    scene.in(ONE, tx -> Customers.addAlias(tx, new ExternalId("before"), no, T0));
    CustomerRow found =
        scene
            .one(ONE, tx -> Customers.findByExternalId(tx, new ExternalId("before")))
            .orElseThrow();
    assertThat(found.customerNo()).isEqualTo(no);
    assertThat(scene.one(TWO, tx -> Customers.findByExternalId(tx, new ExternalId("before"))))
        .isEmpty();
    Map<ExternalId, CustomerNo> resolved =
        scene.in(
            ONE,
            tx ->
                Customers.resolve(
                    tx, Stream.of("before", "acme", "nobody").map(ExternalId::new).toList()));
    assertThat(resolved)
        .containsOnlyKeys(new ExternalId("before"), new ExternalId("acme"))
        .containsValues(no, no);
  }

  @Test
  void alias_byManyAtOnce_isGivenOnce() {
    List<CustomerNo> customers =
        IntStream.range(0, 6).mapToObj(i -> scene.customer(ONE, "c" + i)).toList();
    List<Future<Boolean>> all =
        customers.stream()
            .map(
                no -> scene.begin(ONE, tx -> Customers.addAlias(tx, new ExternalId("one"), no, T0)))
            .toList();
    Future.join(all).await();
    assertThat(all.stream().filter(Future::result)).hasSize(1);
  }

  @Test
  void list_publishedOnly_inPages() {
    scene.customer(ONE, "a");
    scene.customer(ONE, "b");
    scene.customer(TWO, "c");
    CustomerRow a =
        scene.one(ONE, tx -> Customers.find(tx, new CustomerId("cust_a"))).orElseThrow();
    assertThat(scene.all(ONE, tx -> Customers.list(tx, 1, 1))).containsExactly(a);
    scene.in(ONE, tx -> CustomerRow.TABLE.put(tx, a.withStatus(Status.ARCHIVED)));
    assertThat(scene.all(ONE, tx -> Customers.list(tx, 10, 0)))
        .extracting(one -> one.id().value())
        .containsExactly("cust_b");
  }

  // ---- books ----

  @Test
  void book_holdsSubscriptions_lines_andTheNearestAllowance() {
    CustomerNo no = scene.customer(ONE, "acme");
    scene.plan(ONE, "plan_a");
    scene.price(ONE, "price_a", "plan_a", "usd");
    scene.feature(ONE, "feat_a", "price_a");
    scene.sql(
        ONE,
        ("insert into subscriptions (tenant, environment, id, customer_no, plan_id, currency,"
                + " billing_period, billing_cycle, billing_anchor, timezone, start_date,"
                + " subscription_status, created_at, updated_at) values (1, 1, 'subs_1', %s,"
                + " 'plan_a', 'usd', 'MONTHLY', 'anniversary', '2026-01-01', 'UTC', '2026-01-01',"
                + " 'active', '2026-01-01', '2026-01-01')")
            .formatted(no),
        ("insert into subscription_line_items (tenant, environment, id, subscription_id,"
                + " customer_no, lineage_id, billing_period, billing_period_count, billing_anchor,"
                + " timezone, start_date, created_at) values (1, 1, 'line_1', 'subs_1', %s, 'price_a',"
                + " 'MONTHLY', 1, '2026-01-01', 'UTC', '2026-01-01', '2026-01-01')")
            .formatted(no));
    assertThat(line(no).allowance()).isNull();
    right("ent_1", "PLAN", "plan_a", "true", "10");
    assertThat(line(no).allowance()).isEqualByComparingTo("10");
    right("ent_2", "SUBSCRIPTION", "subs_1", "true", "7");
    assertThat(line(no).allowance()).isEqualByComparingTo("7");
    scene.sql(ONE, "update entitlements set is_enabled = false where id = 'ent_2'");
    assertThat(line(no).allowance()).isNull();
    scene.sql(
        ONE,
        "update entitlements set is_enabled = true, rolling_window = 'PT1H',"
            + " usage_reset_period = null where id = 'ent_2'");
    assertThat(line(no).allowance()).isNull();
    scene.sql(ONE, "update entitlements set status = 'archived' where id = 'ent_2'");
    scene.sql(ONE, "update entitlements set usage_limit = null where id = 'ent_1'");
    assertThat(line(no).allowance()).isEqualTo(LineItem.UNLIMITED);
    assertThat(books(no)).hasSize(1);
    scene.sql(ONE, "update subscriptions set subscription_status = 'draft'");
    assertThat(book(no).subscriptions()).isEmpty();
    Map<CustomerNo, CustomerBook> elsewhere =
        scene.in(TWO, tx -> CustomerBooks.load(tx, List.of(no)));
    assertThat(elsewhere).isEmpty();
  }

  private void right(String id, String type, String entity, String enabled, String limit) {
    scene.sql(
        ONE,
        ("insert into entitlements (tenant, environment, id, entity_type, entity_id, feature_id,"
                + " feature_type, is_enabled, usage_limit, usage_reset_period, is_soft_limit,"
                + " created_at, updated_at) values (1, 1, '%s', '%s', '%s', 'feat_a', 'metered',"
                + " %s, %s, 'MONTHLY', false, '2026-01-01', '2026-01-01')")
            .formatted(id, type, entity, enabled, limit));
  }

  private Map<CustomerNo, CustomerBook> books(CustomerNo no) {
    return scene.in(ONE, tx -> CustomerBooks.load(tx, List.of(no, new CustomerNo(999))));
  }

  private CustomerBook book(CustomerNo no) {
    return books(no).values().iterator().next();
  }

  private LineItem line(CustomerNo no) {
    return book(no).subscriptions().getFirst().lineItems().getFirst();
  }

  // ---- reservations ----

  @Test
  void reservations_areHeldUntilTheyEnd() {
    CustomerNo no = scene.customer(ONE, "acme");
    scene.plan(ONE, "plan_a");
    scene.price(ONE, "price_a", "plan_a", "usd");
    scene.feature(ONE, "feat_a", "price_a");
    Instant soon = T0.plusSeconds(60);
    scene.in(
        ONE,
        tx ->
            ReservationRow.TABLE.addAll(
                tx,
                List.of(
                    reservation("resv_1", no, "2.5", soon),
                    reservation("resv_2", no, "1", T0.plusSeconds(90)))));
    assertThat(held(no, T0))
        .containsExactly(
            new Reservations.Held(new FeatureId("feat_a"), new BigDecimal("3.5"), soon));
    assertThat(held(no, soon).getFirst().quantity()).isEqualByComparingTo("1");
    scene.in(TWO, tx -> Reservations.expire(tx, List.of(no), soon));
    assertThat(found("resv_1").reservationStatus()).isEqualTo(ReservationStatus.HELD);
    assertThat(Reservations.statusAt(found("resv_1"), soon)).isEqualTo(ReservationStatus.EXPIRED);
    scene.in(ONE, tx -> Reservations.expire(tx, List.of(no), soon));
    assertThat(found("resv_1").reservationStatus()).isEqualTo(ReservationStatus.EXPIRED);
    assertThat(found("resv_1").updatedAt()).isEqualTo(soon);
    assertThat(found("resv_2").reservationStatus()).isEqualTo(ReservationStatus.HELD);
  }

  private static ReservationRow reservation(
      String id, CustomerNo no, String quantity, Instant expiresAt) {
    return new ReservationRow(
        new ReservationId(id),
        no,
        new FeatureId("feat_a"),
        new BigDecimal(quantity),
        ReservationStatus.HELD,
        expiresAt,
        T0,
        T0);
  }

  private List<Reservations.Held> held(CustomerNo no, Instant now) {
    return scene.in(ONE, tx -> Reservations.held(tx, List.of(no), now));
  }

  private ReservationRow found(String id) {
    return scene.one(ONE, tx -> ReservationRow.TABLE.find(tx, new ReservationId(id))).orElseThrow();
  }

  // ---- families ----

  @Test
  void family_movesUnderOthers_andStampsOnlyGrow() {
    CustomerNo org = scene.customer(ONE, "org");
    CustomerNo team = scene.customer(ONE, "team");
    CustomerNo user = scene.customer(ONE, "user");
    move(team, org);
    move(user, team);
    assertThat(above(user)).containsExactly(team, org);
    assertThat(members(org)).containsExactlyInAnyOrder(org, team, user);
    Stamp before = stamp(org);
    move(user, null);
    assertThat(above(user)).isEmpty();
    assertThat(members(org)).containsExactlyInAnyOrder(org, team);
    assertThat(stamp(org)).isGreaterThan(before);
    assertThat(scene.all(TWO, tx -> Families.members(tx, org))).isEmpty();
  }

  @Test
  void family_belowItself_isRefused_alsoByTwoAtOnce() {
    CustomerNo one = scene.customer(ONE, "one");
    CustomerNo other = scene.customer(ONE, "other");
    Future<Void> first = scene.begin(ONE, tx -> Families.move(tx, one, other));
    Future<Void> second = scene.begin(ONE, tx -> Families.move(tx, other, one));
    assertThatThrownBy(() -> Future.join(first, second).await())
        .isInstanceOf(ProblemException.class);
    assertThat(first.succeeded() ^ second.succeeded()).isTrue();
  }

  private void move(CustomerNo customer, @Nullable CustomerNo parent) {
    scene.in(ONE, tx -> Families.move(tx, customer, parent));
  }

  private List<CustomerNo> above(CustomerNo customer) {
    Map<CustomerNo, List<CustomerNo>> all =
        scene.in(ONE, tx -> Families.ancestors(tx, List.of(customer)));
    return all.getOrDefault(customer, List.of());
  }

  private List<CustomerNo> members(CustomerNo root) {
    return scene.all(ONE, tx -> Families.members(tx, root)).stream()
        .map(Families.Member::no)
        .toList();
  }

  private Stamp stamp(CustomerNo root) {
    Map<CustomerNo, Stamp> stamps = scene.in(ONE, tx -> Families.stamps(tx, List.of(root)));
    return stamps.values().iterator().next();
  }
}
