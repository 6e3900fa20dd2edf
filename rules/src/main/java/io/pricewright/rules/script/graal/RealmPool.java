package io.pricewright.rules.script.graal;

import java.util.concurrent.LinkedBlockingDeque;
import org.graalvm.polyglot.Engine;

/** Realms waiting for a call. Grows with the calling threads, keeps a bounded number. */
final class RealmPool implements AutoCloseable {
  private final Engine engine;
  private final ScriptLimits limits;
  private final LinkedBlockingDeque<Realm> idle;

  RealmPool(Engine engine, ScriptLimits limits) {
    this.engine = engine;
    this.limits = limits;
    this.idle = new LinkedBlockingDeque<>(limits.idleRealms());
  }

  Realm take() {
    Realm realm = idle.pollFirst();
    return realm == null ? new Realm(engine, limits) : realm;
  }

  void giveBack(Realm realm) {
    if (!realm.dead() && !idle.offerFirst(realm)) {
      realm.kill();
    }
  }

  @Override
  public void close() {
    for (Realm realm = idle.pollFirst(); realm != null; realm = idle.pollFirst()) {
      realm.kill();
    }
  }
}
