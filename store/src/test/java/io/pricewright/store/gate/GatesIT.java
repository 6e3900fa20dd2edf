package io.pricewright.store.gate;

import static io.pricewright.store.testing.StoreScene.ONE;
import static io.pricewright.store.testing.StoreScene.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Failures;
import io.pricewright.store.testing.StoreScene;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.junit5.Checkpoint;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gates are taken once, in one order, by one transaction. */
@ExtendWith(VertxExtension.class)
final class GatesIT {
  private static final CustomerNo ANN = new CustomerNo(1);
  private static final CustomerNo BOB = new CustomerNo(2);
  private static final CustomerNo CARL = new CustomerNo(3);

  private final StoreScene scene = new StoreScene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  /** Makes customers with their gates; their numbers count from 1. */
  private void open(int customers) {
    for (int i = 1; i <= customers; i++) {
      scene.customer(ONE, "c" + i);
    }
  }

  private Future<Gate> taken(CustomerNo customer) {
    return scene.begin(ONE, tx -> Gates.take(tx, customer));
  }

  @Test
  void take_many_movesTheSeqOfEachOnce() {
    open(3);
    Map<CustomerNo, Gate> first =
        scene.in(ONE, tx -> Gates.take(tx, List.of(CARL, ANN, CARL, new CustomerNo(4))));
    assertThat(first)
        .containsOnly(
            Map.entry(ANN, new Gate(ANN, 1, 0, false)),
            Map.entry(CARL, new Gate(CARL, 1, 0, false)));
    assertThat(taken(CARL).await().seq()).isEqualTo(2);
    assertThat(taken(BOB).await().seq()).isEqualTo(1);
    Map<CustomerNo, Gate> none = scene.in(ONE, tx -> Gates.take(tx, List.of()));
    assertThat(none).isEmpty();
  }

  @Test
  void take_rolledBack_givesTheSameSeqAgain() {
    open(1);
    assertThatThrownBy(
            () ->
                scene.in(
                    ONE,
                    tx ->
                        Gates.take(tx, ANN)
                            .compose(gate -> Future.failedFuture("rolled back " + gate.seq()))))
        .hasMessage("rolled back 1");
    assertThat(taken(ANN).await().seq()).isEqualTo(1);
  }

  @Test
  void take_inAnotherEnvironment_findsNoGate() {
    open(1);
    assertThatThrownBy(() -> scene.in(TWO, tx -> Gates.take(tx, ANN)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has no gate");
    Map<CustomerNo, Gate> none = scene.in(TWO, tx -> Gates.take(tx, List.of(ANN)));
    assertThat(none).isEmpty();
  }

  @Test
  void versionAndWatch_areSeenByTheNextWhoTakesIt() {
    open(2);
    scene.in(ONE, tx -> Gates.take(tx, ANN).compose(gate -> Gates.bumpVersion(tx, ANN)));
    scene.in(ONE, tx -> Gates.take(tx, ANN).compose(gate -> Gates.watch(tx, ANN)));
    assertThat(taken(ANN).await()).isEqualTo(new Gate(ANN, 3, 1, true));
    assertThat(taken(BOB).await()).isEqualTo(new Gate(BOB, 1, 0, false));
  }

  @Test
  void open_twice_isRefused() {
    open(1);
    assertThatThrownBy(() -> scene.in(ONE, tx -> Gates.open(tx, ANN)))
        .satisfies(fault -> assertThat(Failures.uniqueViolation(fault)).isTrue());
  }

  /**
   * Each takes all gates, in an order of its own; taken in that order, some would wait for ever.
   */
  @Test
  void take_ofTheSameGatesInAnyOrder_neverWaitsInACircle(VertxTestContext context) {
    open(8);
    List<CustomerNo> customers = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      customers.add(new CustomerNo(i));
    }
    Checkpoint all = context.checkpoint(40);
    for (int i = 0; i < 40; i++) {
      Collections.rotate(customers, 3);
      List<CustomerNo> order = List.copyOf(i % 2 == 0 ? customers : customers.reversed());
      scene
          .begin(ONE, tx -> Gates.take(tx, order))
          .onComplete(
              context.succeeding(
                  gates -> {
                    context.verify(() -> assertThat(gates).hasSize(8));
                    all.flag();
                  }));
    }
  }

  @Test
  void take_heldByAnother_waitsForItsCommit(VertxTestContext context) throws Exception {
    open(1);
    Promise<Void> held = Promise.promise();
    Promise<Void> release = Promise.promise();
    scene
        .begin(
            ONE,
            tx ->
                Gates.take(tx, ANN)
                    .onSuccess(gate -> held.complete())
                    .compose(gate -> release.future()))
        .onFailure(context::failNow);
    held.future().await();
    Future<Gate> second = taken(ANN);
    second.onComplete(
        context.succeeding(
            gate ->
                context.verify(
                    () -> {
                      assertThat(release.future().isComplete()).as("it has waited").isTrue();
                      assertThat(gate.seq()).isEqualTo(2);
                      context.completeNow();
                    })));
    TimeUnit.MILLISECONDS.sleep(200);
    assertThat(second.isComplete()).isFalse();
    release.complete();
  }

  @Test
  void share_byMany_excludesOneWhoTakes(VertxTestContext context) throws Exception {
    open(2);
    Promise<Void> held = Promise.promise();
    Promise<Void> release = Promise.promise();
    scene
        .begin(
            ONE,
            tx ->
                Gates.share(tx, List.of(BOB, ANN))
                    .onSuccess(shared -> held.complete())
                    .compose(shared -> release.future()))
        .onFailure(context::failNow);
    held.future().await();
    scene.in(ONE, tx -> Gates.share(tx, List.of(ANN, BOB)));
    Future<Gate> taker = taken(BOB);
    TimeUnit.MILLISECONDS.sleep(200);
    assertThat(taker.isComplete()).isFalse();
    release.complete();
    taker.onComplete(context.succeeding(gate -> context.completeNow()));
  }
}
