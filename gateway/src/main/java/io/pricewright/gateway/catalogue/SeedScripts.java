package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.access.CreateTenant;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptText;
import io.pricewright.rulescripts.BuiltInScripts;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.ScriptRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the built-in scripts into a new environment. */
public final class SeedScripts implements CreateTenant.EnvironmentSeed {
  private static final Json.Obj SHIPPED =
      GateVerdict.of(
          "shipped",
          "Ships with the server, whose build takes every such script through the gate.");

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
   * @param tests JSON array of its tests, if any
   * @param manifest JSON object of its laws and samples, if any
   */
  public record BuiltIn(
      String name,
      int number,
      ScriptKind kind,
      String source,
      String schema,
      @Nullable String tests,
      @Nullable String manifest) {}

  /** Seeds what ships, checked by an engine. Blocks: call it at start-up. */
  public static SeedScripts shipped(Ids ids, ScriptEngine engine) {
    return new SeedScripts(
        ids,
        BuiltInScripts.all().stream()
            .map(
                s ->
                    new BuiltIn(
                        s.name(),
                        s.number(),
                        engine.check(s.source()),
                        s.source(),
                        s.schema(),
                        s.tests(),
                        s.manifest()))
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
            new ScriptId(ids.next("script", now)),
            script.name(),
            script.number(),
            ScriptText.sha256(script.source()),
            script.kind(),
            script.source(),
            JsonReader.parseObject(script.schema()),
            script.tests() == null ? null : (Json.Arr) JsonReader.parse(script.tests()),
            script.manifest() == null ? null : JsonReader.parseObject(script.manifest()),
            SHIPPED,
            "built in",
            now));
  }
}
