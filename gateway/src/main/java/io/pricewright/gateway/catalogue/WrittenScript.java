package io.pricewright.gateway.catalogue;

import io.pricewright.rules.gate.Submission;
import io.pricewright.rules.json.Json;
import io.pricewright.store.row.ScriptRow;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A script as its author sends it.
 *
 * @param source its text, with the libraries it imports once it is linked
 * @param schema JSON Schema of the parameters
 * @param tests what it has to answer, or null
 * @param manifest its laws and samples, or null
 */
record WrittenScript(
    String name,
    String source,
    Json.Obj schema,
    Json.@Nullable Arr tests,
    Json.@Nullable Obj manifest,
    @Nullable String description) {
  /** Returns whether it brings nothing to be judged by. */
  boolean ungated() {
    return tests == null && manifest == null;
  }

  WrittenScript linked(String linkedSource) {
    return new WrittenScript(name, linkedSource, schema, tests, manifest, description);
  }

  Submission submission() {
    return new Submission(
        source,
        tests == null ? new Json.Arr(List.of()) : tests,
        manifest == null ? Json.Obj.EMPTY : manifest);
  }

  /** An ungated one is any version of the same text; a gated one the same tests too. */
  boolean is(ScriptRow row) {
    return text(row.schema()).equals(schema.text())
        && row.source().equals(source)
        && (ungated()
            || (Objects.equals(text(row.tests()), text(tests))
                && Objects.equals(text(row.manifest()), text(manifest))));
  }

  private static String text(@Nullable Json json) {
    return json == null ? "" : json.text();
  }
}
