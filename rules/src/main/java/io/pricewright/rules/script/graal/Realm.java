package io.pricewright.rules.script.graal;

import io.pricewright.rules.script.LeastUsed;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * One frozen realm with its runner and the scripts it has loaded. Used by one thread at a time;
 * dead after a cancellation.
 */
final class Realm {
  private static final Source PRELUDE = Resources.source("prelude.js");
  private final Context context;
  private final Value load;
  private final Value run;
  private final Value exhausted;
  private final Value names;
  private final Map<String, Value> factories;
  private final Builders builders;
  private volatile boolean dead;

  Realm(Engine engine, ScriptLimits limits) {
    context = Confinement.context(engine, limits.stringChars());
    Value runner = context.eval(PRELUDE).execute(new DecimalOps(), new RealmSettings(limits));
    load = runner.getMember("load");
    run = runner.getMember("run");
    exhausted = runner.getMember("exhausted");
    names = runner.getMember("names");
    factories = LeastUsed.map(limits.cachedScripts());
    builders = new Builders(context);
  }

  /** Runs the batch from its next input to its end, or to the first error of the script. */
  void run(CompiledScript script, BatchCall batch) {
    Value factory = factories.get(script.key());
    if (factory == null) {
      factory = load.execute(context.eval(script.source()));
      factories.put(script.key(), factory);
    }
    batch.in(builders);
    run.executeVoid(factory, batch);
  }

  /** Returns as JSON what there is for scripts: the members of each global, and all methods. */
  String names() {
    return names.execute().asString();
  }

  /** Returns whether the evaluation that just failed had used up its steps. */
  boolean exhausted() {
    return exhausted.execute().asBoolean();
  }

  /** Gives this realm up: it takes no further call and is closed without waiting. */
  void abandon() {
    if (!dead) {
      dead = true;
      Thread.ofPlatform().daemon().name("script-discard").start(this::kill);
    }
  }

  boolean dead() {
    return dead;
  }

  /** Cancels whatever runs here; blocks until the running thread has left. */
  void kill() {
    dead = true;
    try {
      context.close(true);
    } catch (PolyglotException | IllegalStateException e) {
      // The realm is discarded either way: a cancelled context may refuse to be closed again.
      dead = true;
    }
  }
}
