package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.store.row.ScriptRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered of scripts. */
final class ScriptAnswers {
  static final Body<Shown> SCRIPT = Body.of(Shown.class);

  private ScriptAnswers() {}

  /** A script version. */
  @Named("Script")
  record Shown(
      ScriptId id,
      @Example("tokens") String name,
      int version,
      @Says("Lower-case hex SHA-256 of the source.") String sha256,
      ScriptKind kind,
      @Says("Its text, with the libraries it imports.") String source,
      @Says("JSON Schema of the parameters.") Json.Obj schema,
      @Nullable List<Json> tests,
      @Says("Laws and samples.") Json.@Nullable Obj manifest,
      @Says("What the gate said, or why it was not asked.") @Example("{\"status\":\"passed\"}")
          Json.Obj gate,
      @Nullable String description,
      Instant createdAt) {
    static Shown of(ScriptRow row) {
      Json.Arr tests = row.tests();
      return new Shown(
          row.id(),
          row.name(),
          row.number(),
          row.sha256(),
          row.kind(),
          row.source(),
          row.schema(),
          tests == null ? null : tests.items(),
          row.manifest(),
          row.gate(),
          row.description(),
          row.createdAt());
    }
  }
}
