package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.gate.GateReport;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.BranchProbe;
import io.pricewright.rules.script.ScriptKind;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is said of a draft that is tried and not published. */
@Named("ScriptCheck")
record CheckAnswer(
    Verdict status,
    @Says("Null when the source breaks the contract.") @Nullable ScriptKind kind,
    List<Wrong> errors,
    @Says("Null when the gate was not asked.") @Nullable List<Test> tests,
    @Says("Branches that no test takes.") @Nullable List<Branch> branchesMissed,
    @Says("The gate's report.") Json.@Nullable Obj report) {
  static final Body<CheckAnswer> BODY = Body.of(CheckAnswer.class);

  private static final Pattern PLACE = Pattern.compile("line (\\d{1,7}), column (\\d{1,7}): ");

  /** What publishing would do. */
  enum Verdict implements Coded {
    /** It would be published. */
    PASSED,
    /** The gate would stay shut. */
    FAILED,
    /** It brings nothing to be judged by. */
    UNGATED,
    /** Its source breaks the contract. */
    INVALID;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An error, with its place as numbers, which the detail says in words. */
  @Named("ScriptError")
  record Wrong(
      @Example("/source") String pointer,
      @Example("invalid_script") String code,
      String detail,
      @Nullable Integer line,
      @Nullable Integer column) {
    private static Wrong of(FieldError error) {
      Matcher place = PLACE.matcher(error.detail());
      boolean placed = place.lookingAt();
      return new Wrong(
          error.pointer(),
          error.code(),
          error.detail(),
          placed ? Integer.valueOf(place.group(1)) : null,
          placed ? Integer.valueOf(place.group(2)) : null);
    }
  }

  /** A test that ran. */
  @Named("ScriptTestResult")
  record Test(
      String name,
      boolean passed,
      @Says("What it says the script answers.") @Example("10") String expected,
      @Says("What the script answered.") @Nullable String detail,
      @Says("Statements it took.") long steps) {
    private static Test of(GateReport.TestResult test) {
      return new Test(test.name(), test.passed(), test.expected(), test.detail(), test.steps());
    }
  }

  /** A place where the source branches. */
  @Named("ScriptBranch")
  record Branch(int line, int column, @Example("if") String what) {
    private static Branch of(BranchProbe.Branch branch) {
      return new Branch(branch.line(), branch.column(), branch.what());
    }
  }

  /** Returns the answer for a draft that was tried. */
  static CheckAnswer of(JudgeScript.Tried tried) {
    GateReport report = tried.report();
    return report == null
        ? new CheckAnswer(Verdict.UNGATED, tried.kind(), List.of(), null, null, null)
        : new CheckAnswer(
            report.passed() ? Verdict.PASSED : Verdict.FAILED,
            tried.kind(),
            List.of(),
            report.tests().stream().map(Test::of).toList(),
            report.missed().stream().map(Branch::of).toList(),
            report.toJson());
  }

  /** Returns the answer for a source that breaks the contract; other failures stay failures. */
  static Future<CheckAnswer> invalid(Throwable fault) {
    return fault instanceof ProblemException e && e.problem() instanceof Problem.InvalidScript bad
        ? Future.succeededFuture(
            new CheckAnswer(
                Verdict.INVALID,
                null,
                bad.errors().stream().map(Wrong::of).toList(),
                null,
                null,
                null))
        : Future.failedFuture(fault);
  }
}
