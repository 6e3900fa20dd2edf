package io.pricewright.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.rules.wallet.HoldStatus;
import io.pricewright.store.row.CustomerRow;
import io.pricewright.store.row.HoldRow;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.testing.TestStores;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every table's everyday statements do, shown on three of them. */
@ExtendWith(VertxExtension.class)
final class EntityIT {
  private static final Instant T0 = Instant.parse("2026-01-02T03:04:05.000006Z");
  private static final Scope ONE = new Scope(1, 1);
  private static final Scope TWO = new Scope(1, 2);

  private final io.pricewright.store.embedded.StoreAddresses stores = TestStores.freshDatabase();
  private final Database database;

  EntityIT(Vertx vertx) {
    database = Database.open(vertx, stores.app().options(), 4);
  }

  @BeforeEach
  void environments() throws Exception {
    try (Connection owner =
            DriverManager.getConnection(
                stores.owner().jdbcUrl(), stores.owner().user(), stores.owner().password());
        java.sql.Statement statement = owner.createStatement()) {
      statement.execute(
          "insert into tenants (id, name, created_at) values ('t', 't', '2026-01-01')");
      for (int i = 1; i <= 2; i++) {
        statement.execute("select set_config('app.tenant', '1', false)");
        statement.execute("select set_config('app.environment', '" + i + "', false)");
        statement.execute(
            "insert into environments (tenant, environment, id, name, type, created_at) values (1, %d,"
                    .formatted(i)
                + " 'e%d', 'e', 'development', '2026-01-01')".formatted(i));
      }
    }
  }

  @AfterEach
  void close(VertxTestContext test) {
    database.close().onComplete(test.succeedingThenComplete());
  }

  private <T> T in(Scope scope, java.util.function.Function<Tx, io.vertx.core.Future<T>> work) {
    return database.inScope(scope, work).await();
  }

  private static PlanRow plan(String id, int second) {
    Instant made = T0.plusSeconds(second);
    return new PlanRow(
        new PlanId(id),
        "name of " + id,
        null,
        null,
        7,
        Json.Obj.EMPTY.with("a", Json.of("b")),
        Status.PUBLISHED,
        made,
        made);
  }

  @Test
  void find_whatWasAdded_isEqual() {
    PlanRow row = plan("plan_1", 0);
    in(ONE, tx -> PlanRow.TABLE.add(tx, row));
    assertThat(found(ONE, row.id())).contains(row);
    assertThat(found(ONE, new PlanId("plan_2"))).isEmpty();
  }

  @Test
  void rows_ofAnotherScope_areNotThere() {
    in(ONE, tx -> PlanRow.TABLE.add(tx, plan("plan_1", 0)));
    assertThat(found(TWO, new PlanId("plan_1"))).isEmpty();
    assertThat(all(TWO)).isEmpty();
    int removed = in(TWO, tx -> PlanRow.TABLE.remove(tx, Where.all()));
    assertThat(removed).isZero();
    in(TWO, tx -> PlanRow.TABLE.put(tx, plan("plan_1", 0).withName("stolen")));
    assertThat(found(ONE, new PlanId("plan_1")).orElseThrow().name()).isEqualTo("name of plan_1");
  }

  @Test
  void put_changesTheRowOfItsKey_andNoOther() {
    in(ONE, tx -> PlanRow.TABLE.addAll(tx, List.of(plan("plan_1", 0), plan("plan_2", 1))));
    PlanRow changed =
        plan("plan_1", 0).withStatus(Status.ARCHIVED).withLookupKey("key").withDisplayOrder(null);
    in(ONE, tx -> PlanRow.TABLE.put(tx, changed));
    assertThat(all(ONE)).containsExactly(plan("plan_2", 1), changed);
  }

  @Test
  void addAll_isLikeAddOneByOne() {
    List<PlanRow> rows = List.of(plan("plan_a", 0), plan("plan_b", 1).withDescription("d"));
    in(ONE, tx -> PlanRow.TABLE.addAll(tx, rows));
    in(ONE, tx -> PlanRow.TABLE.addAll(tx, List.of()));
    rows.forEach(row -> in(TWO, tx -> PlanRow.TABLE.add(tx, row)));
    List<PlanRow> bulk = in(ONE, tx -> PlanRow.TABLE.oldest(tx, Where.all(), 10, 0));
    assertThat(bulk).isEqualTo(rows);
    List<PlanRow> single = in(TWO, tx -> PlanRow.TABLE.oldest(tx, Where.all(), 10, 0));
    assertThat(single).isEqualTo(bulk);
  }

  @Test
  void add_uniqueValueTaken_fails() {
    in(ONE, tx -> PlanRow.TABLE.add(tx, plan("plan_1", 0)));
    assertThatThrownBy(() -> in(ONE, tx -> PlanRow.TABLE.add(tx, plan("plan_1", 0))))
        .matches(Failures::uniqueViolation);
  }

  @Test
  void list_newestFirst_inPages_underConditions() {
    in(
        ONE,
        tx ->
            PlanRow.TABLE.addAll(
                tx, List.of(plan("plan_a", 0), plan("plan_b", 0), plan("plan_c", 5))));
    Where<PlanRow> published = Where.is(PlanRow.STATUS, Status.PUBLISHED);
    assertThat(ids(published, 2, 0)).containsExactly("plan_c", "plan_b");
    assertThat(ids(published, 2, 2)).containsExactly("plan_a");
    long count = in(ONE, tx -> PlanRow.TABLE.count(tx, published));
    assertThat(count).isEqualTo(3);
    assertThat(
            ids(
                Where.<PlanRow>all()
                    .andAny(PlanRow.ID, List.of(new PlanId("plan_a"), new PlanId("plan_x"))),
                9,
                0))
        .containsExactly("plan_a");
    assertThat(ids(Where.<PlanRow>all().andTexts(PlanRow.ID, List.of("plan_b")), 9, 0))
        .containsExactly("plan_b");
    assertThat(ids(Where.<PlanRow>all().andAny(PlanRow.ID, List.of()), 9, 0)).isEmpty();
    assertThat(ids(Where.<PlanRow>all().andNull(PlanRow.LOOKUP_KEY), 9, 0)).hasSize(3);
    assertThat(ids(Where.<PlanRow>all().andFrom(PlanRow.CREATED_AT, T0.plusSeconds(5)), 9, 0))
        .containsExactly("plan_c");
    assertThat(ids(Where.<PlanRow>all().andBefore(PlanRow.CREATED_AT, T0.plusSeconds(5)), 9, 0))
        .containsExactly("plan_b", "plan_a");
  }

  private List<String> ids(Where<PlanRow> where, int limit, int offset) {
    return in(ONE, tx -> PlanRow.TABLE.list(tx, where, limit, offset)).stream()
        .map(row -> row.id().value())
        .toList();
  }

  @Test
  void columns_ofEveryKind_comeBackAsTheyWent() {
    in(
        ONE,
        tx ->
            CustomerRow.TABLE.add(
                tx,
                new CustomerRow(
                    new CustomerNo(0),
                    new CustomerId("cust_1"),
                    new ExternalId("acme"),
                    "Acme",
                    null,
                    Status.PUBLISHED,
                    Json.Obj.EMPTY,
                    Json.Obj.EMPTY,
                    T0,
                    T0)));
    Optional<CustomerRow> customer =
        in(
            ONE,
            tx -> CustomerRow.TABLE.one(tx, Where.is(CustomerRow.ID, new CustomerId("cust_1"))));
    CustomerNo no = customer.orElseThrow().customerNo();
    assertThat(no.value()).as("the database numbers customers").isPositive();
    HoldRow hold =
        new HoldRow(
            new HoldId("hold_1"),
            no,
            new Currency("usd"),
            new BigDecimal("12345678901234.123456789012"),
            "{}",
            null,
            HoldStatus.HELD,
            null,
            T0,
            Json.Obj.EMPTY,
            T0,
            T0);
    in(ONE, tx -> HoldRow.TABLE.addAll(tx, List.of(hold)));
    HoldRow settled = hold.withHoldStatus(HoldStatus.SETTLED).withSettledAmount(hold.amount());
    in(ONE, tx -> HoldRow.TABLE.put(tx, settled));
    Optional<HoldRow> found = in(ONE, tx -> HoldRow.TABLE.find(tx, hold.id()));
    assertThat(found).contains(settled);
    assertThat(holds(Where.is(HoldRow.CUSTOMER_NO, no))).containsExactly(settled);
    assertThat(holds(Where.is(HoldRow.HOLD_STATUS, HoldStatus.HELD))).isEmpty();
  }

  private List<HoldRow> holds(Where<HoldRow> where) {
    return in(ONE, tx -> HoldRow.TABLE.list(tx, where, 9, 0));
  }

  private Optional<PlanRow> found(Scope scope, PlanId id) {
    return in(scope, tx -> PlanRow.TABLE.find(tx, id));
  }

  private List<PlanRow> all(Scope scope) {
    return in(scope, tx -> PlanRow.TABLE.list(tx, Where.all(), 10, 0));
  }
}
