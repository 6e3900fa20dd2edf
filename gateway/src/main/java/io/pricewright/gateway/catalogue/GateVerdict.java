package io.pricewright.gateway.catalogue;

import io.pricewright.rules.gate.Finding;
import io.pricewright.rules.gate.GateReport;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import java.util.List;
import java.util.Set;

/** What is said and kept of the gate. */
final class GateVerdict {
  private static final Set<String> OF_TESTS = Set.of("tests", "coverage");

  /** Kept of a version that brought nothing to be judged by. */
  static final Json.Obj UNGATED =
      of(
          "ungated",
          "Published without tests and manifest, so nothing was tried. Send them to have it"
              + " judged.");

  private GateVerdict() {}

  /** Returns what is kept of the gate of a version that no report is kept of. */
  static Json.Obj of(String status, String detail) {
    return Json.Obj.EMPTY.with("status", Json.of(status)).with("detail", Json.of(detail));
  }

  /** Returns the refusal of a script that failed: an error for each finding, with its input. */
  static Problem failed(GateReport report) {
    List<FieldError> errors = report.findings().stream().map(GateVerdict::error).toList();
    return new Problem.GateFailed(
        "The script is not published: %d checks failed; errors says which, each with the smallest input found. Seed %d."
            .formatted(errors.size(), report.seed()),
        errors);
  }

  private static FieldError error(Finding finding) {
    String pointer =
        OF_TESTS.contains(finding.check())
            ? "/tests"
            : finding.check().equals("manifest") ? "/manifest" : "/source";
    Json.Obj input = finding.input();
    return new FieldError(
        pointer,
        finding.check(),
        input == null
            ? finding.detail()
            : finding.detail() + ". Smallest input: " + cut(input.text()));
  }

  private static String cut(String text) {
    return text.length() > 2_000 ? text.substring(0, 2_000) + "..." : text;
  }
}
