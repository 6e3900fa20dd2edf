package io.pricewright.store.idempotency;

import static io.pricewright.store.testing.StoreScene.ONE;
import static io.pricewright.store.testing.StoreScene.T0;
import static io.pricewright.store.testing.StoreScene.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.idempotency.IdempotencyKeys.Claim;
import io.pricewright.store.testing.StoreScene;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class IdempotencyKeysIT {
  private static final byte[] KEY = hash(1);
  private static final byte[] BODY = hash(2);

  private final StoreScene scene = new StoreScene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  private static byte[] hash(int fill) {
    byte[] hash = new byte[32];
    Arrays.fill(hash, (byte) fill);
    return hash;
  }

  private Claim claimed(Scope scope, byte[] key, byte[] body) {
    return scene.in(scope, tx -> IdempotencyKeys.claim(tx, key, body, T0));
  }

  private void answer(String text) {
    scene.in(
        ONE,
        tx ->
            IdempotencyKeys.claim(tx, KEY, BODY, T0)
                .compose(fresh -> IdempotencyKeys.keep(tx, KEY, 201, text)));
  }

  @Test
  void key_new_isFresh_thenAnsweredAsItWas() {
    answer("{\"id\":\"x\"}");
    assertThat(claimed(ONE, KEY, BODY)).isEqualTo(new Claim.Done(201, "{\"id\":\"x\"}"));
    assertThat(claimed(ONE, hash(3), BODY)).isEqualTo(new Claim.Fresh());
  }

  @Test
  void key_withAnotherBody_isTold() {
    answer("{}");
    assertThat(claimed(ONE, KEY, hash(4))).isEqualTo(new Claim.OtherBody());
  }

  @Test
  void key_ofAnotherEnvironment_isAnotherKey() {
    answer("{}");
    assertThat(claimed(TWO, KEY, BODY)).isEqualTo(new Claim.Fresh());
  }

  @Test
  void key_whoseWorkFailed_isFreshAgain() {
    assertThatThrownBy(
            () ->
                scene.in(
                    ONE,
                    tx ->
                        IdempotencyKeys.claim(tx, KEY, BODY, T0)
                            .compose(fresh -> Future.failedFuture("refused"))))
        .hasMessage("refused");
    assertThat(claimed(ONE, KEY, BODY)).isEqualTo(new Claim.Fresh());
  }

  /** The second waits, and is then told what the first answered. */
  @Test
  void key_claimedTwiceAtOnce_isAnsweredOnce() throws Exception {
    Promise<Void> held = Promise.promise();
    Promise<Void> release = Promise.promise();
    Future<Void> first =
        scene.begin(
            ONE,
            tx ->
                IdempotencyKeys.claim(tx, KEY, BODY, T0)
                    .onSuccess(fresh -> held.complete())
                    .compose(fresh -> release.future())
                    .compose(done -> IdempotencyKeys.keep(tx, KEY, 200, "first")));
    held.future().await();
    Future<Claim> second = scene.begin(ONE, tx -> IdempotencyKeys.claim(tx, KEY, BODY, T0));
    TimeUnit.MILLISECONDS.sleep(200);
    assertThat(second.isComplete()).isFalse();
    release.complete();
    first.await();
    assertThat(second.await()).isEqualTo(new Claim.Done(200, "first"));
  }

  /** Longer than a lock is waited for. */
  @Test
  void key_heldTooLong_isRunning() {
    Promise<Void> held = Promise.promise();
    Promise<Void> release = Promise.promise();
    Future<Void> first =
        scene.begin(
            ONE,
            tx ->
                IdempotencyKeys.claim(tx, KEY, BODY, T0)
                    .onSuccess(fresh -> held.complete())
                    .compose(fresh -> release.future()));
    held.future().await();
    // The transaction is of no more use: what is known leaves with a failure.
    assertThatThrownBy(
            () ->
                scene.in(
                    ONE,
                    tx ->
                        IdempotencyKeys.claim(tx, KEY, BODY, T0)
                            .compose(claim -> Future.failedFuture(claim.toString()))))
        .hasMessage(new Claim.Running().toString());
    release.complete();
    first.await();
  }
}
