package io.pricewright.gateway.background;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.metrics.Metrics;
import io.pricewright.gateway.testing.Waiting;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Retry;
import io.pricewright.store.database.Tx;
import io.pricewright.store.due.CustomerDues;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.testing.StoreScene;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What is due for customers is done once, in the order of (instant, rank), by one node or many,
 * whatever fails where; who fails or is busy costs the others nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
final class CustomerQueueIT {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  private static final List<Rank> RANKS = List.of(Rank.values());
  private static final Marks.Faults NONE = (tx, stage, customers) -> Future.succeededFuture();

  private final StoreScene scene = new StoreScene();
  private final Vertx vertx = Vertx.vertx();
  private EnvironmentClock clock = new EnvironmentClock(Clock.fixed(T0, ZoneOffset.UTC));
  private List<CustomerNo> customers = List.of();

  @BeforeAll
  void open() {
    scene.sql(StoreScene.ONE, Marks.TABLES);
    customers =
        IntStream.range(0, 120).mapToObj(i -> scene.customer(StoreScene.ONE, "c" + i)).toList();
  }

  @AfterAll
  void close() throws Exception {
    vertx.close().await();
    scene.close();
  }

  @BeforeEach
  void clear() {
    clock = new EnvironmentClock(Clock.fixed(T0, ZoneOffset.UTC));
    scene.sql(
        StoreScene.ONE, "delete from marks", "delete from marked", "delete from customer_dues");
  }

  private <T> T in(java.util.function.Function<Tx, Future<T>> work) {
    return scene.in(StoreScene.ONE, work);
  }

  private final List<CustomerNo> told = new ArrayList<>();

  private CustomerQueue queue(Marks.Faults faults) {
    // Two kinds, so that steps of one come between those of the other.
    return new CustomerQueue(
        scene.database(),
        clock,
        List.of(
            new Marks(Set.of(Rank.HOLDS, Rank.DOCUMENTS), faults),
            new Marks(Set.of(Rank.CREDITS, Rank.LAPSES, Rank.EARNED), faults)),
        (tx, customer, reason, now) -> {
          told.add(customer);
          return Future.succeededFuture();
        });
  }

  /** Makes something due, as whoever does so: behind the gate, with the row moved earlier. */
  private Future<?> mark(Tx tx, CustomerNo customer, Instant at, Rank rank) {
    return Gates.take(tx, customer)
        .compose(
            gate ->
                tx.run(
                    "insert into marks values ($1, $2, $3)",
                    Tuple.of(customer.value(), Tx.at(at), rank.name())))
        .compose(added -> CustomerDues.earlier(tx, customer, at));
  }

  private void mark(CustomerNo customer, Instant at, Rank rank) {
    Retry.transientFaults(() -> scene.begin(StoreScene.ONE, tx -> mark(tx, customer, at, rank)))
        .await();
  }

  private long number(String sql) {
    return scene.number(StoreScene.ONE, sql);
  }

  private boolean any() {
    return waiting(T0) > 0;
  }

  private long waiting(Instant at) {
    return in(tx -> CustomerDues.waiting(tx, at).map(CustomerDues.Waiting::due));
  }

  /** Takes turns until nothing is due that does not rest, and returns how many. */
  private void turns(CustomerQueue queue, int most) {
    Rests rests = new Rests(Duration.ofSeconds(1), System::nanoTime, new Random(1));
    for (int i = 0; i < most; i++) {
      new Turn<>(queue, StoreScene.ONE, rests, new Causes("test", System::nanoTime), GOING_ON)
          .take();
    }
  }

  private static final Turn.Course GOING_ON =
      new Turn.Course() {
        @Override
        public boolean stopping() {
          return false;
        }

        @Override
        public boolean late() {
          return false;
        }

        @Override
        public void stepped(boolean failed) {}
      };

  @Test
  void dues_ofManyNodesThatFailAnywhere_areDoneOnceInOrder() throws Exception {
    long seed = Long.getLong("pricewright.seed", System.nanoTime());
    System.out.println("CustomerQueueIT: -Dpricewright.seed=" + seed);
    Random random = new Random(seed);
    clock =
        new EnvironmentClock(Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), T0)));
    Set<String> made = new HashSet<>();
    for (CustomerNo customer : customers) {
      for (int i = random.nextInt(6); i > 0; i--) {
        Instant at = T0.minusSeconds(random.nextInt(4));
        Rank rank = RANKS.get(random.nextInt(RANKS.size()));
        if (made.add(customer + "/" + at + "/" + rank)) {
          mark(customer, at, rank);
        }
      }
    }
    AtomicInteger failed = new AtomicInteger();
    AtomicInteger stages = new AtomicInteger();
    // Every thirteenth stage fails, of eight that a transaction has: so each of them does.
    Marks.Faults faults =
        (tx, stage, whose) -> {
          if (stages.incrementAndGet() % 13 != 3 || failed.get() > 24) {
            return Future.succeededFuture();
          }
          return failed.incrementAndGet() % 2 == 0
              ? tx.run("select pg_terminate_backend(pg_backend_pid())", Tuple.tuple())
              : Future.failedFuture(new Retry.AgainException("at " + stage));
        };
    List<Driver<?>> nodes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Driver<?> node = new Driver<>(queue(faults), clock, System::nanoTime, new Metrics());
      node.deploy(vertx).await();
      nodes.add(node);
    }
    // More becomes due while they are at it, earlier than what waits and later.
    for (int i = 0; i < 60; i++) {
      CustomerNo customer = customers.get(random.nextInt(customers.size()));
      Instant at = T0.minusSeconds(random.nextInt(4)).minusMillis(i + 1);
      made.add(customer + "/" + at);
      mark(customer, at, Rank.DOCUMENTS);
    }
    Waiting.until("all is done", () -> number("select count(*) from marks") == 0);
    for (Driver<?> node : nodes) {
      node.close().await();
    }
    assertThat(failed.get()).as("seed %s", seed).isGreaterThan(2);
    assertThat(number("select count(*) from marked")).as("seed %s", seed).isEqualTo(made.size());
    assertThat(
            number("select count(*) from (select distinct customer_no, at, rank from marked) once"))
        .isEqualTo(made.size());
    // Those that were there from the beginning, one after the other of each customer.
    assertThat(
            number(
                "select count(*) from (select stamp, lag(stamp) over (partition by customer_no"
                    + " order by at, array_position(array['HOLDS', 'CREDITS', 'DOCUMENTS',"
                    + " 'LAPSES'], rank)) as before from marked where extract(milliseconds from"
                    + " at)::int % 1000 = 0) ordered where before > stamp"))
        .as("seed %s", seed)
        .isZero();
    assertThat(any()).isFalse();
    Map<CustomerNo, Instant> left = in(tx -> CustomerDues.of(tx, customers));
    assertThat(left).isEmpty();
  }

  @Test
  void customerThatFails_standsAloneAndIsHeld_whileTheOthersAreDone() {
    CustomerNo guilty = customers.get(30);
    for (CustomerNo customer : customers.subList(0, 60)) {
      mark(customer, T0, Rank.CREDITS);
      mark(customer, T0.plusSeconds(3_600), Rank.LAPSES);
    }
    Map<CustomerNo, Integer> tries = new ConcurrentHashMap<>();
    boolean[] mended = {false};
    CustomerQueue queue =
        queue(
            (tx, stage, whose) -> {
              whose.forEach(one -> tries.merge(one, "open".equals(stage) ? 1 : 0, Integer::sum));
              for (CustomerNo one : whose) {
                if (one.equals(guilty) && !mended[0] && "write".equals(stage)) {
                  return Future.failedFuture(new IllegalStateException("it cannot be done"));
                }
              }
              return Future.succeededFuture();
            });
    turns(queue, 1);
    assertThat(number("select count(*) from marked")).isEqualTo(59);
    assertThat(number("select attempts from customer_dues where customer_no = " + guilty.value()))
        .isEqualTo(1);
    assertThat(any()).as("only what rests").isFalse();
    int others = tries.getOrDefault(customers.get(0), 0);
    for (int i = 1; i < CustomerQueue.MOST_ATTEMPTS; i++) {
      assertThat(number("select count(*) from customer_dues where held is not null")).isZero();
      clock.ahead(StoreScene.ONE, Duration.ofMinutes(2L * i));
      turns(queue, 1);
    }
    assertThat(tries.get(customers.get(0))).as("nobody else was asked again").isEqualTo(others);
    assertThat(
            number(
                "select count(*) from customer_dues where attempts = 10 and held like"
                    + " '%it cannot be done%' and customer_no = "
                    + guilty.value()))
        .isEqualTo(1);
    assertThat(told).as("that it is held is told once").containsExactly(guilty);
    // Held: not tried, whatever becomes due for it; the others go on.
    clock.ahead(StoreScene.ONE, Duration.ofHours(2));
    mark(guilty, T0, Rank.HOLDS);
    turns(queue, 1);
    assertThat(number("select count(*) from marked")).isEqualTo(59 * 2);
    assertThat(scene.due(database -> CustomerDues.scopes(database, T0.plusSeconds(9_000), 9)))
        .isEmpty();
    mended[0] = true;
    boolean released = in(tx -> CustomerDues.release(tx, guilty));
    boolean again = in(tx -> CustomerDues.release(tx, guilty));
    assertThat(released && !again).isTrue();
    turns(queue, 1);
    assertThat(number("select count(*) from marked")).isEqualTo(59 * 2 + 3);
  }

  @Test
  void busyCustomer_isLeftAndComesAgain_andIsWaitedForInTheEnd() throws Exception {
    CustomerNo busy = customers.get(5);
    customers.subList(0, 10).forEach(customer -> mark(customer, T0, Rank.CREDITS));
    Promise<Void> held = Promise.promise();
    Promise<Void> ends = Promise.promise();
    Future<?> holder =
        scene.begin(
            StoreScene.ONE,
            tx ->
                Gates.take(tx, busy)
                    .compose(
                        gate -> {
                          held.complete();
                          return ends.future();
                        }));
    held.future().await();
    CustomerQueue queue = queue(NONE);
    for (int i = 0; i < CustomerQueue.MOST_MISSES; i++) {
      turns(queue, 1);
      clock.ahead(StoreScene.ONE, Duration.ofSeconds(i + 1));
    }
    assertThat(number("select count(*) from marked")).as("all but the busy one").isEqualTo(9);
    // Now it waits for the gate.
    vertx.setTimer(300, id -> ends.complete());
    turns(queue, 1);
    holder.await();
    assertThat(number("select count(*) from marked")).isEqualTo(10);
    assertThat(number("select max(attempts) from customer_dues")).isZero();
  }

  @Test
  void claimOfANodeThatIsGone_isTakenOverWhenItsLeaseEnds() {
    customers.subList(0, 70).forEach(customer -> mark(customer, T0, Rank.CREDITS));
    List<Claim<CustomerGroup>> lost = queue(NONE).claim(StoreScene.ONE, 10);
    assertThat(lost).extracting(claim -> claim.what().members().size()).containsExactly(50, 20);
    CustomerQueue other = queue(NONE);
    assertThat(other.claim(StoreScene.ONE, 10)).isEmpty();
    assertThat(waiting(T0)).as("somebody has them in hand").isEqualTo(70);
    assertThat(waiting(T0.minusSeconds(1))).isZero();
    clock.ahead(StoreScene.ONE, CustomerQueue.LEASE);
    turns(other, 1);
    assertThat(number("select count(*) from marked")).isEqualTo(70);
    // The first comes back to life: nothing is left to do.
    CustomerQueue first = queue(NONE);
    lost.forEach(claim -> assertThat(first.step(claim)).isEmpty());
    assertThat(number("select count(*) from marked")).isEqualTo(70);
    assertThat(waiting(T0)).isZero();
  }

  @Test
  void customerOfManySteps_isDoneInSeveralTransactions() {
    CustomerNo customer = customers.getFirst();
    for (int i = 0; i < 450; i++) {
      int before = i;
      in(
          tx ->
              tx.run(
                  "insert into marks values ($1, $2, 'HOLDS')",
                  Tuple.of(customer.value(), Tx.at(T0.minusSeconds(before)))));
    }
    in(tx -> CustomerDues.earlier(tx, customer, T0.minusSeconds(449)));
    turns(queue(NONE), 1);
    assertThat(number("select count(*) from marked")).isEqualTo(450);
  }
}
