package io.pricewright.rules.script.graal;

import static io.pricewright.rules.script.graal.Scripts.price;
import static io.pricewright.rules.script.graal.Scripts.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.script.ScriptOutcome.Failed;
import io.pricewright.rules.script.ScriptOutcome.Priced;
import java.time.Duration;
import org.graalvm.polyglot.Engine;
import org.junit.jupiter.api.Test;

final class RealmPoolTest {
  @Test
  void cancelledRealm_isReplaced_andNobodyIsStuck() {
    try (GraalScriptEngine engine = new GraalScriptEngine(ScriptLimits.defaults())) {
      Realm before = engine.pool().take();
      engine.pool().giveBack(before);
      Failed failed =
          (Failed)
              run(
                  engine,
                  price("const s = 'ab'.repeat(30000); for (;;) /(a|b)*a(a|b){50}c/.test(s);"));
      assertThat(failed.isStopped()).isTrue();
      assertThat(before.dead()).isTrue();
      assertThat(run(engine, price("return [{label: 'x', amount: '1'}];")))
          .isInstanceOf(Priced.class);
      assertThat(engine.pool().leaving()).isZero();
      assertThat(engine.stuck()).isZero();
    }
  }

  @Test
  void threadThatDoesNotLeave_isStuckAfterTwoSeconds_untilItLeaves() {
    try (Engine polyglot = Confinement.engine();
        RealmPool pool = new RealmPool(polyglot, ScriptLimits.defaults())) {
      Realm realm = pool.take();
      pool.cancelled(realm, Long.MAX_VALUE - 5);
      long later = Long.MAX_VALUE - 5 + Duration.ofSeconds(2).toNanos();
      assertThat(pool.leaving()).isOne();
      assertThat(pool.stuck(Duration.ofSeconds(2), later)).isZero();
      assertThat(pool.stuck(Duration.ofSeconds(2), later + 1)).isOne();
      realm.kill();
      pool.giveBack(realm);
      assertThat(pool.stuck(Duration.ofSeconds(2), later + 1)).isZero();
      assertThat(pool.take()).isNotSameAs(realm);
    }
  }
}
