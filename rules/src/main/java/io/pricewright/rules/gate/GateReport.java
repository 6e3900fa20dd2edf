package io.pricewright.rules.gate;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.BranchProbe.Branch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the gate found.
 *
 * @param seed of everything random in it; the same seed and submission give the same report
 * @param tests the author's tests, in order
 * @param branches all branches of the script, and which the tests take
 * @param maxSteps most steps of one evaluation
 * @param medianSteps steps of the evaluation in the middle
 * @param evaluations how often the script was evaluated
 * @param laws all five, tried or not
 * @param findings every check that failed; none when the script may be published
 */
public record GateReport(
    long seed,
    List<TestResult> tests,
    List<Branch> branches,
    long maxSteps,
    long medianSteps,
    int evaluations,
    List<Law> laws,
    List<Finding> findings) {
  /**
   * One of the author's tests.
   *
   * @param name its name, or its place when it has none
   * @param passed whether the script did what it says
   * @param expected what it says: an amount, or an error with a text
   * @param detail what it gave
   * @param steps its steps; 0 when it gave no price
   */
  public record TestResult(
      String name, boolean passed, String expected, String detail, long steps) {}

  public GateReport {
    tests = List.copyOf(tests);
    branches = List.copyOf(branches);
    laws = List.copyOf(laws);
    findings = List.copyOf(findings);
  }

  /** Returns whether nothing was found. */
  public boolean passed() {
    return findings.isEmpty();
  }

  /** Returns the report with more findings. */
  public GateReport plus(List<Finding> more) {
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(more);
    return new GateReport(seed, tests, branches, maxSteps, medianSteps, evaluations, laws, all);
  }

  /** Returns the branches that no test takes. */
  public List<Branch> missed() {
    return branches.stream().filter(branch -> !branch.taken()).toList();
  }

  /** Returns the report as JSON. */
  public Json.Obj toJson() {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("status", Json.of(passed() ? "passed" : "failed"));
    fields.put("seed", Json.of(Long.toString(seed)));
    fields.put("tests", Json.of(tests.size()));
    fields.put("tests_failed", Json.of(tests.stream().filter(test -> !test.passed()).count()));
    fields.put("branches", Json.of(branches.size()));
    fields.put("branches_missed", Json.of(missed().size()));
    fields.put("evaluations", Json.of(evaluations));
    fields.put("max_steps", Json.of(maxSteps));
    fields.put("median_steps", Json.of(medianSteps));
    Map<String, Json> kept = new LinkedHashMap<>();
    laws.forEach(law -> kept.put(law.name(), json(law)));
    fields.put("laws", new Json.Obj(kept));
    fields.put("findings", new Json.Arr(findings.stream().<Json>map(Finding::toJson).toList()));
    return new Json.Obj(fields);
  }

  private static Json json(Law law) {
    Json.Obj json =
        Json.Obj.EMPTY.with("status", Json.of(law.status().name().toLowerCase(Locale.ROOT)));
    return law.reason() == null ? json : json.with("reason", Json.of(law.reason()));
  }
}
