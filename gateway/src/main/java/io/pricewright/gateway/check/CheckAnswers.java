package io.pricewright.gateway.check;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.ExternalId;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
      @Says("Events that wait for a price; by themselves they are no difference.") long parked,
      @Says("Which, at most 100.") List<Waits> parkedEvents,
      long differencesFound,
      @Says("In words, at most 100.") List<String> differences) {
    static Report of(CheckBooks.Report report) {
      return new Report(
          report.found() == 0,
          report.customers(),
          report.events(),
          report.cells(),
          report.parked(),
          report.waiting().stream()
              .map(one -> new Waits(one.event(), one.customer(), one.reason()))
              .toList(),
          report.found(),
          report.differences());
    }
  }

  /** An event that waits for a price. */
  @Named("ParkedEvent")
  record Waits(
      String eventId,
      ExternalId externalCustomerId,
      @Says("Why.") @Example("script_error") @Nullable String reason) {}
}
