package io.pricewright.rules.gate;

import io.pricewright.rules.gate.GateReport.TestResult;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.script.BranchProbe;
import io.pricewright.rules.script.BranchProbe.Branch;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptOutcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs the author's tests, and looks which branches they take. */
final class TestCheck {
  /** Most tests of a version. */
  static final int MAX_TESTS = 500;

  private static final int MAX_NAMED = 10;
  private final Trial trial;
  private final BranchProbe probe;
  private final List<TestResult> results = new ArrayList<>();
  private final List<ScriptInput> inputs = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private @Nullable ScriptInput firstWrong;
  private List<Branch> branches = List.of();

  TestCheck(Trial trial, BranchProbe probe) {
    this.trial = trial;
    this.probe = probe;
  }

  void check(Json.Arr tests) {
    if (tests.items().isEmpty()) {
      trial.note("tests", "there are no tests: give at least one that takes each branch", null);
    } else if (tests.items().size() > MAX_TESTS) {
      trial.note("tests", "a version has at most %d tests".formatted(MAX_TESTS), null);
      return;
    }
    List<Json.Obj> cases = new ArrayList<>();
    for (Json test : tests.items()) {
      readable(test, cases.size()).ifPresent(cases::add);
    }
    cases.forEach(test -> inputs.add(input(test)));
    List<ScriptOutcome> outcomes = trial.run(inputs);
    for (int i = 0; i < cases.size(); i++) {
      judge(cases.get(i), i, outcomes.get(i));
    }
    if (!wrong.isEmpty()) {
      trial.note(
          "tests",
          "%d of %d tests failed. %s%s"
              .formatted(
                  wrong.size(),
                  tests.items().size(),
                  wrong.stream().limit(MAX_NAMED).collect(Collectors.joining("; ")),
                  wrong.size() > MAX_NAMED ? "; ..." : ""),
          firstWrong);
    }
    cover();
  }

  List<TestResult> results() {
    return results;
  }

  List<Branch> branches() {
    return branches;
  }

  List<ScriptInput> inputs() {
    return inputs;
  }

  private Optional<Json.Obj> readable(Json test, int at) {
    boolean fits =
        test instanceof Json.Obj given
            && given.get("subject") instanceof Json.Obj
            && (given.get("amount") == null) != (given.get("error") == null)
            && (given.get("amount") == null || expected(given) != null);
    if (!fits) {
      String name = test instanceof Json.Obj given ? name(given, at) : "test " + (at + 1);
      String why = "a test has a subject, params, and either amount, a decimal text, or error";
      wrong.add(name + ": " + why);
      results.add(new TestResult(name, false, why, "it cannot be read", 0));
      return Optional.empty();
    }
    return Optional.of((Json.Obj) test);
  }

  private static @Nullable BigDecimal expected(Json.Obj test) {
    Json amount = test.get("amount");
    return amount == null ? null : Numbers.of(amount).orElse(null);
  }

  private static ScriptInput input(Json.Obj test) {
    Json context = test.get("context");
    return new ScriptInput(
        Sample.object(test, "subject").text(),
        Sample.object(test, "params").text(),
        context instanceof Json.Obj given ? given.text() : Sample.CONTEXT);
  }

  private static String name(Json.Obj test, int at) {
    String name = test.string("name");
    return name == null ? "test " + (at + 1) : name;
  }

  private void judge(Json.Obj test, int at, ScriptOutcome outcome) {
    boolean passed = passes(test, outcome);
    long steps = outcome instanceof ScriptOutcome.Priced priced ? priced.steps() : 0;
    String expected = says(test);
    results.add(new TestResult(name(test, at), passed, expected, gave(outcome), steps));
    if (!passed) {
      wrong.add("%s: expected %s, it %s".formatted(name(test, at), expected, gave(outcome)));
      firstWrong = firstWrong == null ? inputs.get(at) : firstWrong;
    }
  }

  private static boolean passes(Json.Obj test, ScriptOutcome outcome) {
    BigDecimal amount = expected(test);
    String error = test.string("error");
    return switch (outcome) {
      case ScriptOutcome.Priced priced ->
          amount != null
              && (amount.compareTo(priced.amount()) == 0
                  || Money.round12(amount).compareTo(Money.round12(priced.amount())) == 0);
      case ScriptOutcome.Failed failed -> error != null && failed.detail().contains(error);
    };
  }

  /** Returns what a test expects, in words. */
  private static String says(Json.Obj test) {
    BigDecimal amount = expected(test);
    return amount == null
        ? "an error with '%s'".formatted(test.string("error"))
        : Sample.plain(amount);
  }

  private static String gave(ScriptOutcome outcome) {
    return switch (outcome) {
      case ScriptOutcome.Priced priced -> "gave " + Sample.plain(priced.amount());
      case ScriptOutcome.Failed failed -> "failed: " + failed.detail();
    };
  }

  private void cover() {
    branches = probe.cover(trial.version().source(), inputs).branches();
    List<Branch> missed = branches.stream().filter(branch -> !branch.taken()).toList();
    if (!missed.isEmpty()) {
      String places =
          missed.stream().limit(MAX_NAMED).map(Branch::place).collect(Collectors.joining("; "));
      trial.note(
          "coverage",
          "no test takes %d of %d branches: %s%s. Add tests that do, or remove them"
              .formatted(
                  missed.size(), branches.size(), places, missed.size() > MAX_NAMED ? "; ..." : ""),
          null);
    }
  }
}
