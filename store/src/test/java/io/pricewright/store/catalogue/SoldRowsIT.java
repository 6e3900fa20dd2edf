package io.pricewright.store.catalogue;

import static io.pricewright.store.catalogue.Sold.feature;
import static io.pricewright.store.catalogue.Sold.meter;
import static io.pricewright.store.catalogue.Sold.plan;
import static io.pricewright.store.catalogue.Sold.price;
import static io.pricewright.store.catalogue.Sold.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Entity;
import io.pricewright.store.database.Failures;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.FeatureRow;
import io.pricewright.store.row.MeterRow;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.ScriptRow;
import io.pricewright.store.testing.TestStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the tables of what is sold keep and refuse, and the snapshot rating reads of them. */
final class SoldRowsIT {
  private static final Scope ONE = new Scope(1, 1);
  private static final Scope TWO = new Scope(1, 2);
  private static final MeterId METER = new MeterId("meter_1");
  private static final ScriptId SCRIPT = new ScriptId("script_1");

  private final Vertx vertx = Vertx.vertx();
  private final StoreAddresses stores = TestStores.freshDatabase();
  private final Database database = Database.open(vertx, stores.app().options(), 8);

  @BeforeEach
  void environments() throws Exception {
    try (Connection owner =
            DriverManager.getConnection(
                stores.owner().jdbcUrl(), stores.owner().user(), stores.owner().password());
        Statement statement = owner.createStatement()) {
      statement.execute(
          "insert into tenants (id, name, created_at) values ('t', 't', '2026-01-01')");
      for (int i = 1; i <= 2; i++) {
        statement.execute("select set_config('app.tenant', '1', false)");
        statement.execute("select set_config('app.environment', '" + i + "', false)");
        statement.execute(
            ("insert into environments (tenant, environment, id, name, type, created_at) values"
                    + " (1, %d, 'e%1$d', 'e', 'development', '2026-01-01')")
                .formatted(i));
      }
    }
  }

  @AfterEach
  void close() throws Exception {
    database.close().await(60, TimeUnit.SECONDS);
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  private <T> T in(Scope scope, Function<Tx, Future<T>> work) {
    return database.inScope(scope, work).await();
  }

  private <T> Optional<T> one(Scope scope, Function<Tx, Future<Optional<T>>> work) {
    return in(scope, work);
  }

  private <T> List<T> all(Scope scope, Function<Tx, Future<List<T>>> work) {
    return in(scope, work);
  }

  private <T> void add(Entity<T> table, T row) {
    in(ONE, tx -> table.add(tx, row));
  }

  private void sold() {
    add(MeterRow.TABLE, meter("meter_1", 0));
    add(ScriptRow.TABLE, script("script_1", "mine", 1, 0));
  }

  /** Returns how many of some pieces of work in transactions of their own succeed. */
  private long succeed(int count, Function<Tx, Future<Void>> work) {
    List<Future<Void>> all =
        IntStream.range(0, count).mapToObj(i -> database.inScope(ONE, work)).toList();
    Future.join(all).otherwiseEmpty().await();
    assertThat(all).filteredOn(Future::failed).allMatch(f -> Failures.uniqueViolation(f.cause()));
    return all.stream().filter(Future::succeeded).count();
  }

  @Test
  void rows_comeBackAsTheyWent() {
    sold();
    PriceRow price = price("price_1", "price_1", 1, METER, SCRIPT);
    FeatureRow feature = feature("feat_1", METER, "tokens");
    PlanRow plan = plan("plan_1", "pro");
    add(PriceRow.TABLE, price);
    add(FeatureRow.TABLE, feature);
    add(PlanRow.TABLE, plan);
    assertThat(one(ONE, tx -> MeterRow.TABLE.find(tx, METER))).contains(meter("meter_1", 0));
    assertThat(one(ONE, tx -> PriceRow.TABLE.find(tx, price.id()))).contains(price);
    assertThat(one(ONE, tx -> FeatureRow.TABLE.find(tx, feature.id()))).contains(feature);
    assertThat(one(ONE, tx -> PlanRow.TABLE.find(tx, plan.id()))).contains(plan);
    assertThat(one(ONE, tx -> ScriptRow.TABLE.find(tx, SCRIPT)))
        .contains(script("script_1", "mine", 1, 0));
    PriceRow bare =
        price.withMeterId(null).withLookupKey(null).withDisplayName(null).withDescription(null);
    in(ONE, tx -> PriceRow.TABLE.put(tx, bare));
    assertThat(one(ONE, tx -> PriceRow.TABLE.find(tx, price.id()))).contains(bare);
  }

  @Test
  void rows_ofAnotherEnvironment_areNotThere() {
    sold();
    add(PriceRow.TABLE, price("price_1", "price_1", 1, METER, SCRIPT));
    assertThat(one(TWO, tx -> MeterRow.TABLE.find(tx, METER))).isEmpty();
    assertThat(one(TWO, tx -> Scripts.newest(tx, "mine"))).isEmpty();
    assertThat(one(TWO, tx -> Scripts.version(tx, "mine", 1))).isEmpty();
    assertThat(all(TWO, tx -> Scripts.ofText(tx, "mine", "%064d".formatted(1)))).isEmpty();
    assertThat(all(TWO, tx -> MeterRow.TABLE.listAny(tx, MeterRow.ID, List.of(METER)))).isEmpty();
    Catalogue catalogue = in(TWO, CatalogueReader::load);
    assertThat(catalogue.meter(METER)).isNull();
    assertThat(catalogue.lineage(new LineageId("price_1"))).isEmpty();
    in(TWO, tx -> MeterRow.TABLE.add(tx, meter("meter_1", 7)));
    assertThat(one(ONE, tx -> MeterRow.TABLE.find(tx, METER))).contains(meter("meter_1", 0));
  }

  @Test
  void lookupKey_ofAPublishedRow_isTakenUntilItIsArchived() {
    PlanRow first = plan("plan_1", "pro");
    add(PlanRow.TABLE, first);
    assertThatThrownBy(() -> add(PlanRow.TABLE, plan("plan_2", "pro")))
        .matches(Failures::uniqueViolation);
    in(TWO, tx -> PlanRow.TABLE.add(tx, plan("plan_2", "pro")));
    in(ONE, tx -> PlanRow.TABLE.put(tx, first.withStatus(Status.ARCHIVED)));
    add(PlanRow.TABLE, plan("plan_2", "pro"));
    add(PlanRow.TABLE, plan("plan_3", "other").withLookupKey(null));
    add(PlanRow.TABLE, plan("plan_4", "other").withLookupKey(null));
    sold();
    add(FeatureRow.TABLE, feature("feat_1", METER, "tokens"));
    assertThatThrownBy(() -> add(FeatureRow.TABLE, feature("feat_2", METER, "tokens")))
        .matches(Failures::uniqueViolation);
  }

  @Test
  void lookupKey_ofAPrice_isItsFirstVersionsAlone() {
    sold();
    add(PriceRow.TABLE, price("price_1", "price_1", 1, METER, SCRIPT));
    add(PriceRow.TABLE, price("price_2", "price_1", 2, METER, SCRIPT));
    PriceRow other = price("price_3", "price_3", 1, METER, SCRIPT);
    assertThatThrownBy(() -> add(PriceRow.TABLE, other.withLookupKey("key of price_1")))
        .matches(Failures::uniqueViolation);
    assertThatThrownBy(
            () -> add(PriceRow.TABLE, other.withLineageId(new LineageId("price_1")).withVersion(2)))
        .as("a version is made once")
        .matches(Failures::uniqueViolation);
  }

  @Test
  void references_toWhatIsNotThere_areRefused() {
    for (Runnable adding :
        List.<Runnable>of(
            () -> add(FeatureRow.TABLE, feature("feat_1", METER, "tokens")),
            () -> add(PriceRow.TABLE, price("price_1", "price_1", 1, METER, SCRIPT)))) {
      assertThatThrownBy(adding::run)
          .isInstanceOfSatisfying(
              PgException.class, e -> assertThat(e.getSqlState()).isEqualTo("23503"));
    }
  }

  @Test
  void races_forOneKeyOrNumber_areWonOnce() {
    AtomicInteger next = new AtomicInteger();
    assertThat(
            succeed(6, tx -> PlanRow.TABLE.add(tx, plan("plan_" + next.getAndIncrement(), "pro"))))
        .isOne();
    assertThat(
            succeed(
                6,
                tx ->
                    Scripts.newest(tx, "mine")
                        .compose(
                            newest ->
                                ScriptRow.TABLE.add(
                                    tx, script("script_" + next.getAndIncrement(), "mine", 1, 0)))))
        .isOne();
    assertThat(
            succeed(
                6,
                tx ->
                    Epochs.advance(tx)
                        .compose(epoch -> Scripts.newest(tx, "mine"))
                        .compose(
                            newest ->
                                ScriptRow.TABLE.add(
                                    tx,
                                    script(
                                        "script_" + next.getAndIncrement(),
                                        "mine",
                                        newest.orElseThrow().number() + 1,
                                        0)))))
        .as("behind the environment's lock each gets a number of its own")
        .isEqualTo(6);
  }

  @Test
  void scripts_areFoundByNameNumberAndText() {
    add(ScriptRow.TABLE, script("script_1", "mine", 1, 9));
    add(ScriptRow.TABLE, script("script_3", "mine", 3, 0));
    add(ScriptRow.TABLE, script("script_2", "mine", 2, 5));
    add(ScriptRow.TABLE, script("script_9", "other", 9, 0));
    assertThat(one(ONE, tx -> Scripts.newest(tx, "mine")).map(ScriptRow::number)).contains(3);
    assertThat(one(ONE, tx -> Scripts.newest(tx, "nobody's"))).isEmpty();
    assertThat(one(ONE, tx -> Scripts.version(tx, "mine", 2)).map(ScriptRow::number)).contains(2);
    assertThat(one(ONE, tx -> Scripts.version(tx, "mine", 4))).isEmpty();
    assertThat(all(ONE, tx -> Scripts.ofText(tx, "mine", "%064d".formatted(1))))
        .extracting(ScriptRow::number)
        .containsExactly(1, 3);
  }

  @Test
  void searches_areOfTextsAndInPages() {
    sold();
    for (int i = 1; i <= 5; i++) {
      add(PriceRow.TABLE, price("price_" + i, "price_" + i, 1, METER, SCRIPT));
    }
    Where<PriceRow> where =
        PriceRow.TABLE.among(
            Map.of(
                "entity_id", List.of("plan_1", "plan_2"),
                "type", List.of("USAGE"),
                "lookup_key", List.of("key of price_1", "key of price_4", "key of price_5")));
    assertThat(all(ONE, tx -> PriceRow.TABLE.list(tx, where, 2, 0)))
        .extracting(row -> row.id().value())
        .containsExactly("price_5", "price_4");
    assertThat(all(ONE, tx -> PriceRow.TABLE.list(tx, where, 2, 2)))
        .extracting(row -> row.id().value())
        .containsExactly("price_1");
    long count = in(ONE, tx -> PriceRow.TABLE.count(tx, where));
    assertThat(count).isEqualTo(3);
    long none =
        in(
            ONE,
            tx ->
                PriceRow.TABLE.count(
                    tx, PriceRow.TABLE.among(Map.of("status", List.of("nothing")))));
    assertThat(none).isZero();
  }

  @Test
  void snapshot_holdsPublishedMetersAndAllVersions() {
    sold();
    add(MeterRow.TABLE, meter("meter_2", 1).withStatus(Status.ARCHIVED));
    add(ScriptRow.TABLE, script("script_2", "unused", 1, 0));
    add(PriceRow.TABLE, price("price_2", "price_1", 2, METER, SCRIPT));
    add(PriceRow.TABLE, price("price_1", "price_1", 1, METER, SCRIPT).withStatus(Status.ARCHIVED));
    add(PriceRow.TABLE, price("price_3", "price_3", 1, METER, SCRIPT).withMeterId(null));
    long epoch = in(ONE, Epochs::advance);
    Catalogue catalogue = in(ONE, CatalogueReader::load);
    assertThat(catalogue.epoch()).isEqualTo(epoch);
    Meter meter = Objects.requireNonNull(catalogue.meter(METER));
    assertThat(meter.aggregation()).isEqualTo(meter("meter_1", 0).aggregation());
    assertThat(meter.filters()).isEqualTo(meter("meter_1", 0).filters().all());
    Meter retired = Objects.requireNonNull(catalogue.meter(new MeterId("meter_2")));
    assertThat(catalogue.metersOf(retired.eventName())).doesNotContain(retired);
    assertThat(catalogue.retiredOf(retired.eventName())).containsExactly(retired);
    assertThat(catalogue.lineage(new LineageId("price_1")))
        .extracting(version -> version.id().value())
        .containsExactly("price_1", "price_2");
    PriceVersion fixed = catalogue.lineage(new LineageId("price_3")).getFirst();
    assertThat(fixed.meterId()).isNull();
    assertThat(fixed.script().id()).isEqualTo(SCRIPT);
    assertThat(fixed.bounds().freeEvents()).isEqualTo(3);
    assertThat(fixed.params()).isEqualTo("{\"amount\":\"1\"}");
    assertThat(catalogue.lineagesOf(METER)).containsExactly(new LineageId("price_1"));
  }
}
