package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Shape;
import io.pricewright.rules.gate.GateReport;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.BranchProbe.Branch;
import io.pricewright.rules.script.ScriptKind;
import io.vertx.core.Future;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is said of a draft that is tried and not published. */
final class CheckAnswer {
  static final Shape SHAPE =
      Shape.of(
          "ScriptCheck",
          "status, kind, errors:array, tests:array, branches_missed:array, report:object");
  private static final Pattern PLACE = Pattern.compile("line (\\d{1,7}), column (\\d{1,7}): ");

  private CheckAnswer() {}

  /** Returns the answer for a draft that brings nothing to be judged by. */
  static Json.Obj ungated(ScriptKind kind) {
    return SHAPE
        .fill()
        .set("status", "ungated")
        .set("kind", kind.name())
        .set("errors", new Json.Arr(List.of()))
        .json();
  }

  /** Returns the answer for a draft that was judged. */
  static Json.Obj of(ScriptKind kind, GateReport report) {
    return SHAPE
        .fill()
        .set("status", report.passed() ? "passed" : "failed")
        .set("kind", kind.name())
        .set("errors", new Json.Arr(List.of()))
        .set("tests", each(report.tests(), CheckAnswer::test))
        .set("branches_missed", each(report.missed(), CheckAnswer::branch))
        .set("report", report.toJson())
        .json();
  }

  /** Returns the answer for a source that breaks the contract; other failures stay failures. */
  static Future<Json.Obj> invalid(Throwable fault) {
    return fault instanceof ProblemException e && e.problem() instanceof Problem.InvalidScript bad
        ? Future.succeededFuture(
            SHAPE
                .fill()
                .set("status", "invalid")
                .set("errors", each(bad.errors(), CheckAnswer::error))
                .json())
        : Future.failedFuture(fault);
  }

  private static <T> Json each(List<T> all, java.util.function.Function<T, Json> write) {
    return new Json.Arr(all.stream().map(write).toList());
  }

  private static Json test(GateReport.TestResult test) {
    return Json.Obj.EMPTY
        .with("name", Json.of(test.name()))
        .with("passed", Json.of(test.passed()))
        .with("detail", Json.of(test.detail()))
        .with("steps", Json.of(test.steps()));
  }

  private static Json branch(Branch branch) {
    return Json.Obj.EMPTY
        .with("line", Json.of(branch.line()))
        .with("column", Json.of(branch.column()))
        .with("what", Json.of(branch.what()));
  }

  /** An error with its place as numbers, which the detail says in words. */
  private static Json error(FieldError error) {
    Matcher place = PLACE.matcher(error.detail());
    boolean placed = place.lookingAt();
    return Json.Obj.EMPTY
        .with("pointer", Json.of(error.pointer()))
        .with("code", Json.of(error.code()))
        .with("detail", Json.of(error.detail()))
        .with("line", placed ? Json.of(Integer.parseInt(place.group(1))) : Json.nothing())
        .with("column", placed ? Json.of(Integer.parseInt(place.group(2))) : Json.nothing());
  }
}
