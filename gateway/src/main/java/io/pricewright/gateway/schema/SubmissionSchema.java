package io.pricewright.gateway.schema;

import io.pricewright.rules.gate.Finding;
import io.pricewright.rules.gate.Submission;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the parameters of a script's tests and samples to its schema: tests of parameters that no
 * price can have prove nothing.
 */
public final class SubmissionSchema {
  private SubmissionSchema() {}

  /** Returns what the schema has against them; at most one finding. Blocks. */
  public static List<Finding> findings(Json.Obj schema, Submission submission) {
    List<String> wrong = new ArrayList<>();
    List<Json> tests = submission.tests().items();
    for (int i = 0; i < tests.size(); i++) {
      if (tests.get(i) instanceof Json.Obj test && test.get("amount") != null) {
        check(
            "test " + (i + 1),
            test.get("params") instanceof Json.Obj p ? p : Json.Obj.EMPTY,
            schema,
            wrong);
      }
    }
    if (submission.manifest().get("samples") instanceof Json.Arr samples) {
      for (int i = 0; i < samples.items().size(); i++) {
        if (samples.items().get(i) instanceof Json.Obj sample) {
          boolean whole =
              sample.get("event") != null
                  || sample.get("groups") != null
                  || sample.get("bucket_size") != null;
          Json.Obj params = whole && sample.get("params") instanceof Json.Obj p ? p : sample;
          check("sample " + (i + 1), params, schema, wrong);
        }
      }
    }
    return wrong.isEmpty()
        ? List.of()
        : List.of(
            new Finding(
                "schema",
                "the schema refuses params of tests or samples: "
                    + String.join("; ", wrong.subList(0, Math.min(5, wrong.size()))),
                null));
  }

  private static void check(String where, Json.Obj params, Json.Obj schema, List<String> wrong) {
    for (FieldError error : ParamsSchema.errorsOf(params, schema)) {
      wrong.add("%s, params%s: %s".formatted(where, error.pointer(), error.detail()));
    }
  }
}
