package io.pricewright.gateway.background;

import io.pricewright.rules.tenancy.Scope;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who waits until an environment has caught up. For one context. */
final class Askers {
  /** Most turns that one waits for: an environment may become due faster than it is worked on. */
  static final int MOST_TURNS = 1_000;

  private final Map<Scope, List<Asker>> all = new HashMap<>();

  /** One who waits, and how many turns he saw. */
  record Asker(Promise<Void> promise, int turns) {
    void tell(@Nullable Throwable fault) {
      promise.complete(null, fault);
    }
  }

  void add(Scope scope, Promise<Void> promise) {
    all.computeIfAbsent(scope, same -> new ArrayList<>()).add(new Asker(promise, 0));
  }

  boolean has(Scope scope) {
    return all.containsKey(scope);
  }

  /** Takes those out for whom the turn that begins now may be the last. */
  List<Asker> take(Scope scope) {
    List<Asker> taken = all.remove(scope);
    return taken == null ? List.of() : taken;
  }

  /** Has them wait for another turn; after too many they are told all the same. */
  void again(Scope scope, List<Asker> those) {
    for (Asker one : those) {
      if (one.turns() >= MOST_TURNS) {
        one.tell(null);
      } else {
        all.computeIfAbsent(scope, same -> new ArrayList<>())
            .add(new Asker(one.promise(), one.turns() + 1));
      }
    }
  }

  /** Tells all why they wait in vain. */
  void refuse(Throwable fault) {
    all.values().forEach(those -> those.forEach(one -> one.tell(fault)));
    all.clear();
  }
}
