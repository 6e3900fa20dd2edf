package io.pricewright.gateway.check;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import java.util.List;

/** What is answered of a check. */
final class CheckAnswers {
  static final Body<Report> REPORT = Body.of(Report.class);

  private CheckAnswers() {}

  /** What a check found. */
  @Named("CheckReport")
  record Report(
      boolean clean,
      long customers,
      long events,
      long cells,
      @Says("Events that wait for a price.") long parked,
      long differencesFound,
      @Says("In words, at most 100.") List<String> differences) {
    static Report of(CheckBooks.Report report) {
      return new Report(
          report.found() == 0,
          report.customers(),
          report.events(),
          report.cells(),
          report.parked(),
          report.found(),
          report.differences());
    }
  }
}
