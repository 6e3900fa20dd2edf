package io.pricewright.store.gate;

import static io.pricewright.store.testing.StoreScene.ONE;
import static io.pricewright.store.testing.StoreScene.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.testing.StoreScene;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rating and changes of the catalogue exclude each other, and so do those of an external id. */
@ExtendWith(VertxExtension.class)
final class EpochsIT {
  private final StoreScene scene = new StoreScene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @Test
  void advance_movesByOne_andOnlyInItsEnvironment() {
    assertThat(scene.in(ONE, Epochs::share)).isZero();
    assertThat(scene.in(ONE, Epochs::advance)).isEqualTo(1);
    assertThat(scene.in(ONE, Epochs::advance)).isEqualTo(2);
    assertThat(scene.in(ONE, Epochs::share)).isEqualTo(2);
    assertThat(scene.in(TWO, Epochs::share)).isZero();
  }

  @Test
  void advance_rolledBack_movesNothing() {
    assertThatThrownBy(
            () -> scene.in(ONE, tx -> Epochs.advance(tx).compose(e -> Future.failedFuture("no"))))
        .hasMessage("no");
    assertThat(scene.in(ONE, Epochs::share)).isZero();
  }

  @Test
  void share_ofAnEnvironmentThatIsNone_isAFault() {
    assertThatThrownBy(() -> scene.in(new Scope(1_000_000, 1_000_000), Epochs::share))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Rating that began before a change sees the catalogue before it, and none in between. */
  @Test
  void advance_waitsForThoseWhoShare_andTheyDoNotWaitForEachOther(VertxTestContext context)
      throws Exception {
    Promise<Void> held = Promise.promise();
    Promise<Void> release = Promise.promise();
    scene
        .begin(
            ONE,
            tx ->
                Epochs.share(tx)
                    .onSuccess(epoch -> held.complete())
                    .compose(epoch -> release.future()))
        .onFailure(context::failNow);
    held.future().await();
    assertThat(scene.in(ONE, Epochs::share)).isZero();
    Future<Long> change = scene.begin(ONE, Epochs::advance);
    TimeUnit.MILLISECONDS.sleep(200);
    assertThat(change.isComplete()).isFalse();
    assertThat(scene.in(TWO, Epochs::advance)).isEqualTo(1);
    release.complete();
    change.onComplete(
        context.succeeding(
            epoch ->
                context.verify(
                    () -> {
                      assertThat(epoch).isEqualTo(1);
                      context.completeNow();
                    })));
  }

  @Test
  void holdId_waitsForThoseWhoShareTheId_andForNobodyElse(VertxTestContext context)
      throws Exception {
    Promise<Void> held = Promise.promise();
    Promise<Void> release = Promise.promise();
    scene
        .begin(
            ONE,
            tx ->
                Epochs.shareIds(tx, ids("ann", "bob", "ann"))
                    .onSuccess(shared -> held.complete())
                    .compose(shared -> release.future()))
        .onFailure(context::failNow);
    held.future().await();
    scene.in(ONE, tx -> Epochs.shareIds(tx, ids("bob", "ann")));
    scene.in(ONE, tx -> Epochs.holdId(tx, new ExternalId("carl")));
    scene.in(TWO, tx -> Epochs.holdId(tx, new ExternalId("ann")));
    Future<Void> holder = scene.begin(ONE, tx -> Epochs.holdId(tx, new ExternalId("ann")));
    TimeUnit.MILLISECONDS.sleep(200);
    assertThat(holder.isComplete()).isFalse();
    release.complete();
    holder.onComplete(context.succeeding(got -> context.completeNow()));
  }

  private static List<ExternalId> ids(String... texts) {
    return Stream.of(texts).map(ExternalId::new).toList();
  }
}
