package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.schema.ParamsSchema;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.script.ScriptText;
import io.pricewright.rulescripts.BuiltInScripts;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a body says of a script. */
@Named("PublishScript")
record ScriptDraft(
    @Longest(100)
        @Example("tokens")
        @Says("Lower-case letters, digits, '.', '_' and '-'; not a name that ships.")
        String name,
    @Longest(ScriptText.MOST)
        @Example(
            "export function price(usage, params) {\n  return usage.times(params.amount);\n}\n")
        @Says("JavaScript, as pricing.d.ts says.")
        String source,
    @Says("JSON Schema of the parameters.") Json.@Nullable Obj schema,
    @Says("An array of tests that take every branch.") @Nullable Json tests,
    @Says("Laws and samples.") Json.@Nullable Obj manifest,
    @Nullable String description)
    implements Checked {
  static final Body<ScriptDraft> BODY = Body.of(ScriptDraft.class);

  // FLAT_FEE and the like are priced by the newest version of these names.
  private static final Set<String> SHIPPED =
      BuiltInScripts.all().stream().map(script -> script.name()).collect(Collectors.toSet());

  @Override
  public void check(Place place) {
    if (!name.isEmpty() && !name.matches("[a-z0-9][a-z0-9._-]*")) {
      place.refuse("name", "out_of_range", "Use lower-case letters, digits, '.', '_' and '-'.");
    }
    if (SHIPPED.contains(name)) {
      place.refuse("name", "taken", "Scripts of this name ship with the server. Choose another.");
    }
    if (schema != null) {
      place.refuseAll(
          ParamsSchema.errorsOf(schema).stream()
              .map(e -> new FieldError("/schema" + e.pointer(), e.code(), e.detail()))
              .toList());
    }
    if (tests != null && !(tests instanceof Json.Arr)) {
      place.refuse("tests", "wrong_type", "Send an array of tests.");
    }
  }

  /** Reads a script. Fails with {@code Problem.InvalidRequest}. */
  static WrittenScript read(Request request) {
    ScriptDraft draft = request.read(BODY).done();
    return new WrittenScript(
        draft.name(),
        draft.source(),
        draft.schema() == null ? Json.Obj.EMPTY : draft.schema(),
        draft.tests() instanceof Json.Arr list ? list : null,
        draft.manifest(),
        draft.description());
  }
}
