package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.access.CreateTenant;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rulescripts.BuiltInScripts;
import io.pricewright.store.catalogue.ScriptRow;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Puts the built-in scripts into a new environment. */
public final class SeedScripts implements CreateTenant.EnvironmentSeed {
  private final Ids ids;
  private final List<BuiltIn> scripts;

  /**
   * A script that ships.
   *
   * @param name such as {@code flat}
   * @param number its version
   * @param kind its entry point
   * @param source its text
   * @param schema JSON Schema of its parameters
   */
  public record BuiltIn(String name, int number, ScriptKind kind, String source, String schema) {}

  /** Seeds what ships, checked by an engine. Blocks: call it at start-up. */
  public static SeedScripts shipped(Ids ids, ScriptEngine engine) {
    return new SeedScripts(
        ids,
        BuiltInScripts.all().stream()
            .map(
                s ->
                    new BuiltIn(
                        s.name(), s.number(), engine.check(s.source()), s.source(), s.schema()))
            .toList());
  }

  /** Seeds some scripts. */
  public SeedScripts(Ids ids, List<BuiltIn> scripts) {
    this.ids = ids;
    this.scripts = List.copyOf(scripts);
  }

  @Override
  public Future<Void> plant(Tx tx, Instant now) {
    return Future.join(scripts.stream().map(script -> add(tx, script, now)).toList()).mapEmpty();
  }

  private Future<Void> add(Tx tx, BuiltIn script, Instant now) {
    return ScriptRow.TABLE.add(
        tx,
        new ScriptRow(
            ids.next("script", now),
            script.name(),
            script.number(),
            ScriptRoutes.sha256(script.source()),
            script.kind().name(),
            script.source(),
            script.schema(),
            "built in",
            now));
  }
}
