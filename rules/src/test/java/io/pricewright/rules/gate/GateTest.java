package io.pricewright.rules.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each script here is wrong in one way, and the gate names it with the smallest input. */
class GateTest {
  private static final GraalScriptEngine ENGINE = new GraalScriptEngine(ScriptLimits.defaults());
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final String TIERS =
      """
      {"tiers": [{"up_to": "1000", "unit": "0.10"}, {"up_to": "5000", "unit": "0.05"}, {"up_to": null, "unit": "0.02"}]}\
      """;

  /** A graduated price that forgets the full tiers once usage is on or above their bound. */
  private static final String DROPS_TIERS =
      """
      export function price(usage, params) {
        const lines = [];
        let from = Decimal.from('0');
        for (const tier of params.tiers) {
          if (tier.up_to !== null && usage.quantity.gte(tier.up_to)) {
            from = Decimal.from(tier.up_to);
            continue;
          }
          const slice = usage.quantity.minus(from);
          if (slice.gt('0')) lines.push({label: 'tier', quantity: slice, unit_price: tier.unit, amount: slice.times(tier.unit)});
          break;
        }
        return lines;
      }
      """;

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  private static GateReport judge(String source, String tests, String manifest) {
    return judge(source, tests, manifest, SEED);
  }

  private static GateReport judge(String source, String tests, String manifest, long seed) {
    return new Gate(ENGINE, ENGINE, Duration.ofSeconds(60), System::nanoTime)
        .judge(
            new Submission(
                source, (Json.Arr) JsonReader.parse(tests), JsonReader.parseObject(manifest)),
            seed);
  }

  private static Finding finding(GateReport report, String check) {
    Optional<Finding> found =
        report.findings().stream().filter(f -> f.check().equals(check)).findFirst();
    assertThat(found).as("seed %d: %s in %s", SEED, check, report.findings()).isPresent();
    return found.orElseThrow();
  }

  private static String quantity(Finding finding) {
    return String.valueOf(
        finding.input() == null
            ? null
            : Sample.object(finding.input(), "subject").string("quantity"));
  }

  private static String simple(String expression) {
    return "export function price(usage, params) { const q = usage.quantity; return [{label: 'x', amount: %s}]; }"
        .formatted(expression);
  }

  private static final String ONE_TEST =
      """
      [{"name": "five", "subject": {"quantity": "5"}, "params": {"unit": "2"}, "amount": "10"}]\
      """;

  private static final String BY_GROUP =
      """
      export function price(usage, params, context) {
        const unit = {eu: '2', us: '3'}[context.group];
        if (unit === undefined) throw new Error('unknown group ' + context.group);
        if (context.bucket.start.length < 20) throw new Error('no bucket');
        return [{label: context.group, amount: usage.quantity.times(unit)}];
      }
      """;

  @Test
  void aScript_thatThrowsForUnknownGroups_passesWithSamplesOfKnownOnes() {
    String tests =
        """
        [{"subject": {"quantity": "5"}, "params": {}, "amount": "10",
          "context": {"group": "eu", "bucket": {"start": "2026-03-01T00:00:00Z"}}},
         {"subject": {"quantity": "5"}, "params": {}, "error": "unknown group",
          "context": {"group": "mars"}},
         {"subject": {"quantity": "5"}, "params": {}, "error": "no bucket",
          "context": {"group": "us", "bucket": {"start": "never"}}}]\
        """;
    String named =
        "{\"samples\": [{\"params\": {}, \"groups\": [\"eu\", \"us\"], \"bucket_size\": \"DAY\"}]}";
    GateReport report = judge(BY_GROUP, tests, named);
    assertThat(report.findings()).as("seed " + SEED).isEmpty();
    assertThat(report.laws()).extracting(Law::status).doesNotContain(Law.Status.NOT_TRIED);

    GateReport unnamed = judge(BY_GROUP, tests, "{\"samples\": [{}]}");
    assertThat(finding(unnamed, "priced").detail()).contains("unknown group");
    assertThat(unnamed.laws())
        .extracting(law -> law.name() + " " + law.status())
        .contains("monotone NOT_TRIED", "non_negative NOT_TRIED");
    GateReport wrong = judge(BY_GROUP, tests, named.replace("\"DAY\"", "\"FORTNIGHT\""));
    assertThat(finding(wrong, "manifest").detail()).contains("\"bucket_size\": \"DAY\"");
  }

  @Test
  void aScript_thatSeesAllParts_isTriedOnNamedGroups() {
    String source =
        """
        export const sees = 'all';
        export function price(usage) {
          return usage.cells.map(cell => {
            const unit = {eu: '2', us: '3'}[cell.group];
            if (unit === undefined) throw new Error('unknown group');
            return {label: cell.group, amount: cell.quantity.times(unit)};
          });
        }
        """;
    String tests =
        """
        [{"subject": {"quantity": "5", "cells": [{"bucket": null, "group": "us", "quantity": "5"}]},
          "params": {}, "amount": "15"},
         {"subject": {"quantity": "5", "cells": [{"bucket": null, "group": "mars", "quantity": "5"}]},
          "params": {}, "error": "unknown group"}]\
        """;
    assertThat(
            judge(source, tests, "{\"samples\": [{\"params\": {}, \"groups\": [\"eu\", \"us\"]}]}")
                .findings())
        .as("seed " + SEED)
        .isEmpty();
  }

  @Test
  void tierDropping_passesItsKindTests_andFailsTheLaws_atTheBound() {
    String tests =
        """
        [{"name": "few", "subject": {"quantity": "500"}, "params": %1$s, "amount": "50"},
         {"name": "the first bound", "subject": {"quantity": "1000"}, "params": %1$s, "amount": "0"},
         {"name": "none", "subject": {"quantity": "0"}, "params": %1$s, "amount": "0"}]\
        """
            .formatted(TIERS);
    GateReport report =
        judge(
            DROPS_TIERS, tests, "{\"laws\": {\"continuous\": true}, \"samples\": [" + TIERS + "]}");
    assertThat(report.passed()).isFalse();
    assertThat(report.tests()).allMatch(GateReport.TestResult::passed);
    assertThat(report.missed()).isEmpty();
    Finding monotone = finding(report, "monotone");
    assertThat(monotone.detail())
        .startsWith("a quantity of 999 costs 99.9, and one of 1000 costs less: 0.");
    assertThat(quantity(monotone)).isEqualTo("1000");
    assertThat(finding(report, "continuous").detail()).contains("a jump");
    assertThat(report.findings()).hasSize(2);
    assertThat(report.laws())
        .extracting(law -> law.name() + " " + law.status())
        .containsExactly(
            "zero_at_zero HOLDS",
            "non_negative HOLDS",
            "monotone BROKEN",
            "continuous BROKEN",
            "unit_price_between NOT_STATED");
  }

  @Test
  void sameSeed_givesTheSameReport() {
    String manifest = "{\"samples\": [" + TIERS + "]}";
    GateReport one = judge(DROPS_TIERS, ONE_TEST.replace("{\"unit\": \"2\"}", TIERS), manifest, 7);
    GateReport two = judge(DROPS_TIERS, ONE_TEST.replace("{\"unit\": \"2\"}", TIERS), manifest, 7);
    assertThat(one).isEqualTo(two);
  }

  @Test
  void aGoodScript_withoutManifest_isTriedOnItsTests_andPasses() {
    GateReport report = judge(simple("q.times(params.unit)"), ONE_TEST, "{}");
    assertThat(report.findings()).isEmpty();
    assertThat(report.evaluations()).isGreaterThan(300);
    assertThat(report.maxSteps()).isPositive().isGreaterThanOrEqualTo(report.medianSteps());
  }

  @Test
  void pointLaws_brokenFarOut_areBroughtDownToTheSmallestInput() {
    GateReport negative =
        judge(
            simple("q.gt(params.unit) ? q.neg() : q"), ONE_TEST.replace("\"10\"", "\"-5\""), "{}");
    assertThat(quantity(finding(negative, "non_negative"))).isEqualTo("3");
    GateReport zero = judge(simple("q.plus(5)"), ONE_TEST, "{}");
    assertThat(finding(zero, "zero_at_zero").detail()).isEqualTo("nothing used costs 5");
    assertThat(quantity(finding(zero, "zero_at_zero"))).isEqualTo("0");
    GateReport unpriced =
        judge(
            "export function price(usage) { if (usage.quantity.gt('123456')) throw new Error('too"
                + " much'); return [{label: 'x', amount: usage.quantity}]; }",
            "[{\"subject\": {\"quantity\": \"5\"}, \"amount\": \"5\"}, {\"subject\": {\"quantity\":"
                + " \"200000\"}, \"error\": \"too much\"}]",
            "{}");
    assertThat(quantity(finding(unpriced, "priced"))).isEqualTo("123457");
    assertThat(finding(unpriced, "priced").detail())
        .contains("line 1, column ")
        .contains("too much");
  }

  @Test
  void unitPriceBetween_isHeld() {
    String manifest = "{\"laws\": {\"unit_price_between\": [\"1\", \"3\"]}}";
    assertThat(judge(simple("q.times(params.unit)"), ONE_TEST, manifest).passed()).isTrue();
    String dear = "{\"laws\": {\"unit_price_between\": [\"3\", \"4\"]}}";
    Finding finding =
        finding(judge(simple("q.times(params.unit)"), ONE_TEST, dear), "unit_price_between");
    assertThat(finding.detail()).startsWith("a quantity of 1 costs 2:");
  }

  @Test
  void range_isHeld_unlessUsageIsNeverSoLarge() {
    String tests = ONE_TEST.replace("\"2\"", "\"500\"").replace("\"10\"", "\"2500\"");
    GateReport report = judge(simple("q.times(params.unit)"), tests, "{}");
    Finding range = finding(report, "range");
    assertThat(quantity(range)).isEqualTo("200000000000000000");
    assertThat(range.detail()).contains("max_quantity");
    assertThat(
            judge(simple("q.times(params.unit)"), tests, "{\"max_quantity\": \"1000000\"}")
                .findings())
        .isEmpty();
  }

  @Test
  void lines_whoseProductIsNotTheAmount_areRefused() {
    String source =
        "export function price(usage) { const q = usage.quantity; return [{label: 'x', quantity: q,"
            + " unit_price: '2', amount: q}]; }";
    Finding lines = finding(judge(source, ONE_TEST.replace("\"10\"", "\"5\""), "{}"), "lines");
    assertThat(lines.detail()).contains("1 x 2, which is 2, and its amount is 1");
    assertThat(quantity(lines)).isEqualTo("1");
  }

  @Test
  void steps_beyondTheBudget_areRefused_withTheSmallestQuantity() {
    String source =
        "export function price(usage) { let i = Decimal.from(0); while (i.lt(usage.quantity)) { i ="
            + " i.plus(1); if (i.gt('300000')) break; } return [{label: 'x', amount:"
            + " usage.quantity}]; }";
    String tests = "[{\"subject\": {\"quantity\": \"5\"}, \"amount\": \"5\"}]";
    GateReport report = judge(source, tests, "{\"samples\": [{\"n\": \"250000\"}]}");
    assertThat(finding(report, "steps").detail()).contains("takes too long");
  }

  @Test
  void missedBranches_areNamed_withTheirPlace() {
    String source =
        """
        export function price(usage) {
          if (usage.quantity.gt('100')) return [{label: 'x', amount: '200'}];
          return [{label: 'x', amount: usage.quantity.times('2')}];
        }""";
    Finding coverage = finding(judge(source, ONE_TEST, "{}"), "coverage");
    assertThat(coverage.detail())
        .startsWith("no test takes 1 of 3 branches: line 2, column 33: if");
  }

  @Test
  void failedTests_areNamed() {
    GateReport report = judge(simple("q"), ONE_TEST, "{}");
    assertThat(finding(report, "tests").detail())
        .isEqualTo("1 of 1 tests failed. five: expected 10, it gave 5");
    assertThat(finding(judge(simple("q"), "[]", "{\"samples\": [{}]}"), "tests").detail())
        .contains("there are no tests");
    assertThat(
            finding(judge(simple("q"), "[{\"name\": \"odd\"}]", "{\"samples\": [{}]}"), "tests")
                .detail())
        .startsWith("1 of 1 tests failed. odd: a test has a subject");
  }

  @Test
  void laws_areSwitchedOffOnlyWithAReason() {
    String source = simple("q.gt(params.cap) ? '10' : q.times(params.unit)");
    String tests =
        "[{\"subject\": {\"quantity\": \"5\"}, \"params\": {\"unit\": \"2\", \"cap\": \"10\"},"
            + " \"amount\": \"10\"}, {\"subject\": {\"quantity\": \"20\"}, \"params\": {\"unit\":"
            + " \"2\", \"cap\": \"10\"}, \"amount\": \"10\"}]";
    GateReport off =
        judge(source, tests, "{\"laws\": {\"monotone\": {\"off\": \"a fair price\"}}}");
    assertThat(off.findings()).isEmpty();
    assertThat(off.laws()).contains(new Law("monotone", Law.Status.OFF, "a fair price"));
    GateReport silent = judge(source, tests, "{\"laws\": {\"monotone\": false, \"humble\": true}}");
    assertThat(finding(silent, "manifest").detail()).contains("there is no law 'humble'");
    assertThat(finding(silent, "monotone").detail()).contains("costs less: 10");
  }

  @Test
  void rateScripts_areTriedOnGeneratedEvents_andShrunkPropertyByProperty() {
    String source =
        """
        export function rate(event, params) {
          const n = Decimal.from(event.properties.tokens);
          return [{label: event.properties.model, amount: n.gt(params.most) ? n.neg() : n}];
        }
        """;
    String tests =
        """
        [{"subject": {"quantity": "1", "properties": {"model": "a", "tokens": "5"}, "timestamp": "2026-03-02T00:00:00Z"}, "params": {"most": "100"}, "amount": "5"},
         {"subject": {"quantity": "1", "properties": {"model": "a", "tokens": "101"}, "timestamp": "2026-03-02T00:00:00Z"}, "params": {"most": "100"}, "amount": "-101"}]\
        """;
    String manifest =
        """
        {"samples": [{"params": {"most": "100"}, "event": {"properties": {"tokens": {"decimal": ["0", "100000"]}, "model": {"one_of": ["a", "b"]}}}}]}\
        """;
    Finding finding = finding(judge(source, tests, manifest), "non_negative");
    assertThat(finding.detail()).startsWith("a quantity of 0 costs -");
    assertThat(List.of("a", "b"))
        .contains(
            String.valueOf(
                Sample.object(
                        Sample.object(java.util.Objects.requireNonNull(finding.input()), "subject"),
                        "properties")
                    .string("model")));
  }

  @Test
  void moreTestsOrSamples_thanTheLimits_areRefused() {
    String one = "{\"subject\": {\"quantity\": \"1\"}, \"amount\": \"1\"}";
    String tests = "[" + String.join(",", java.util.Collections.nCopies(501, one)) + "]";
    assertThat(finding(judge(simple("q"), tests, "{}"), "tests").detail())
        .isEqualTo("a version has at most 500 tests");
    String six = "{\"samples\": [{}, {}, {}, {}, {}, {}]}";
    assertThat(finding(judge(simple("q"), "[" + one + "]", six), "manifest").detail())
        .contains("one to 5 parameter objects");
  }

  @Test
  void time_isBounded() {
    GateReport report =
        new Gate(ENGINE, ENGINE, Duration.ZERO, System::nanoTime)
            .judge(
                new Submission(simple("q"), (Json.Arr) JsonReader.parse(ONE_TEST), Json.Obj.EMPTY),
                1);
    assertThat(finding(report, "time").detail()).contains("not judged within 0 s");
  }
}
