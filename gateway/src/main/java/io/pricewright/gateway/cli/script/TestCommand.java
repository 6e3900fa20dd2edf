package io.pricewright.gateway.cli.script;

import io.pricewright.gateway.schema.ParamsSchema;
import io.pricewright.gateway.schema.SubmissionSchema;
import io.pricewright.gateway.script.JudgeScripts;
import io.pricewright.rules.gate.Finding;
import io.pricewright.rules.gate.GateReport;
import io.pricewright.rules.gate.Law;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.script.BranchProbe.Branch;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the gate here, without a server. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description =
        "Judges a folder as the server would: tests, coverage, steps, laws. Ends with 1 when it"
            + " fails.")
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class TestCommand extends ScriptStep {
  /** Longer than a server takes: here nothing is compiled yet. */
  private static final Duration AT_MOST = Duration.ofMinutes(2);

  @Parameters(
      paramLabel = "FOLDER",
      description = "With price.js, schema.json, tests.json, manifest.json.")
  private Path folder;

  @Option(names = "--seed", description = "Repeats what a report with this seed found.")
  private @Nullable Long seed;

  @Override
  protected int run() {
    ScriptFolder script = ScriptFolder.read(folder);
    GateReport report = judge(script);
    tests(report);
    coverage(report);
    say(
        "steps     at most %d, in the middle %d, over %d evaluations"
            .formatted(report.maxSteps(), report.medianSteps(), report.evaluations()));
    report.laws().forEach(this::law);
    for (Finding finding : report.findings()) {
      say(bad("failed") + "    " + finding.check() + ": " + finding.detail());
      if (finding.input() != null) {
        say("          smallest input: " + finding.input().text());
      }
    }
    say(
        report.passed()
            ? good("passed") + faint("    seed " + report.seed())
            : bad("not passed") + "  repeat with --seed " + report.seed());
    return report.passed() ? 0 : 1;
  }

  private GateReport judge(ScriptFolder script) {
    long given = seed == null ? ThreadLocalRandom.current().nextLong() : seed;
    List<Finding> beside = new ArrayList<>();
    for (FieldError error : ParamsSchema.errorsOf(script.schema())) {
      beside.add(
          new Finding("schema", "schema.json" + error.pointer() + ": " + error.detail(), null));
    }
    if (beside.isEmpty()) {
      beside.addAll(SubmissionSchema.findings(script.schema(), script.submission()));
    }
    try (GraalScriptEngine engine = new GraalScriptEngine(ScriptLimits.defaults())) {
      return JudgeScripts.gate(engine, engine, AT_MOST)
          .judge(script.submission(), given)
          .plus(beside);
    }
  }

  private void tests(GateReport report) {
    for (GateReport.TestResult test : report.tests()) {
      say(
          (test.passed() ? good("ok") + "        " : bad("wrong") + "     ")
              + test.name()
              + (test.passed()
                  ? faint(": " + test.detail() + steps(test))
                  : ": expected " + test.expected() + ", it " + test.detail() + steps(test)));
    }
    long failed = report.tests().stream().filter(test -> !test.passed()).count();
    say(
        "tests     "
            + (failed == 0
                ? "%d passed".formatted(report.tests().size())
                : bad("%d of %d failed".formatted(failed, report.tests().size()))));
  }

  private static String steps(GateReport.TestResult test) {
    return test.steps() > 0 ? ", " + test.steps() + " steps" : "";
  }

  private void coverage(GateReport report) {
    List<Branch> missed = report.missed();
    say(
        "coverage  %d of %d branches"
            .formatted(report.branches().size() - missed.size(), report.branches().size()));
    for (Branch branch : missed) {
      say("          not taken: " + branch.place());
    }
  }

  private void law(Law law) {
    String status = law.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    boolean bad = law.status() == Law.Status.BROKEN || law.status() == Law.Status.NOT_TRIED;
    String shown = bad ? bad(status) : status;
    say(
        "law       "
            + law.name()
            + ": "
            + shown
            + (law.reason() == null ? "" : " (" + law.reason() + ")"));
  }
}
