package io.pricewright.rules.script.graal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import org.graalvm.polyglot.Engine;

/**
 * Realms waiting for a call. Grows with the calling threads, keeps a bounded number. A realm that
 * was cancelled is replaced by a new one when the next call comes; until the guest thread has left
 * it, it is remembered here.
 */
final class RealmPool implements AutoCloseable {
  private final Engine engine;
  private final ScriptLimits limits;
  private final LinkedBlockingDeque<Realm> idle;

  /** When each realm was cancelled whose guest thread has not left yet. */
  private final Map<Realm, Long> leaving = new ConcurrentHashMap<>();

  RealmPool(Engine engine, ScriptLimits limits) {
    this.engine = engine;
    this.limits = limits;
    this.idle = new LinkedBlockingDeque<>(limits.idleRealms());
  }

  Realm take() {
    Realm realm = idle.pollFirst();
    return realm == null ? new Realm(engine, limits) : realm;
  }

  /** Takes a realm back when its thread has left it. */
  void giveBack(Realm realm) {
    leaving.remove(realm);
    if (!realm.dead() && !idle.offerFirst(realm)) {
      realm.kill();
    }
  }

  /** Notes that a realm is cancelled while a thread is in it. */
  void cancelled(Realm realm, long atNanos) {
    leaving.putIfAbsent(realm, atNanos);
  }

  /** Returns how many threads are in cancelled realms. */
  int leaving() {
    return leaving.size();
  }

  /** Returns how many threads have been in a cancelled realm for longer than so. */
  int stuck(Duration longerThan, long nowNanos) {
    return (int)
        leaving.values().stream().filter(since -> nowNanos - since > longerThan.toNanos()).count();
  }

  @Override
  public void close() {
    for (Realm realm = idle.pollFirst(); realm != null; realm = idle.pollFirst()) {
      realm.kill();
    }
  }
}
