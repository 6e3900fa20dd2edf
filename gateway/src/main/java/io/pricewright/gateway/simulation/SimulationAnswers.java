package io.pricewright.gateway.simulation;

import io.pricewright.gateway.http.Shape;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.sandbox.Amounts;
import io.pricewright.sandbox.CustomerAmounts;
import io.pricewright.sandbox.SimulationError;
import io.pricewright.sandbox.SimulationReport;
import java.util.List;
import java.util.Locale;

/** Writes simulations as clients see them. */
final class SimulationAnswers {
  static final Shape SIMULATION =
      Shape.of(
          "Simulation",
          "id, lineage_id, currency, from:time, to:time, covered_from:time, covered_to:time,"
              + " widened:boolean, baseline:object, candidate:object, difference:decimal,"
              + " customers:array, events:integer, parked_events:integer, errors:array,"
              + " error_count:integer");
  private static final Shape BASELINE =
      Shape.of("SimulatedBaseline", "total:decimal, price_ids:array");
  private static final Shape CANDIDATE =
      Shape.of("SimulatedCandidate", "total:decimal, price_id, script:object, params:object");
  private static final Shape CUSTOMER =
      Shape.of(
          "SimulatedCustomer",
          "external_id, baseline:decimal, candidate:decimal, difference:decimal, events:integer");
  private static final Shape ERROR =
      Shape.of(
          "SimulationError",
          "side, external_id, period_start:time, event_id, reason, events:integer");

  private SimulationAnswers() {}

  static Json of(String id, Simulated found) {
    SimulationReport report = found.report();
    return SIMULATION
        .fill()
        .set("id", id)
        .set("lineage_id", found.candidate().lineageId())
        .set("currency", report.currency().code())
        .set("from", found.question().asked().from())
        .set("to", found.question().asked().to())
        .set("covered_from", report.covered().from())
        .set("covered_to", report.covered().to())
        .set("widened", !report.covered().equals(found.question().asked()))
        .set("baseline", baseline(found.live(), report.total()))
        .set("candidate", candidate(found.candidate(), report.total()))
        .set("difference", report.total().difference().toPlainString())
        .set(
            "customers",
            new Json.Arr(report.customers().stream().map(c -> customer(c, found)).toList()))
        .set("events", report.events())
        .set("parked_events", report.parked())
        .set("errors", new Json.Arr(report.errors().stream().map(e -> error(e, found)).toList()))
        .set("error_count", report.errorCount())
        .json();
  }

  private static Json baseline(List<PriceVersion> live, Amounts total) {
    return BASELINE
        .fill()
        .set("total", total.baseline().toPlainString())
        .set("price_ids", new Json.Arr(live.stream().map(v -> Json.of(v.id())).toList()))
        .json();
  }

  private static Json candidate(PriceVersion tried, Amounts total) {
    boolean stored = !tried.id().equals(Candidates.NO_PRICE);
    return CANDIDATE
        .fill()
        .set("total", total.candidate().toPlainString())
        .set("price_id", stored ? tried.id() : null)
        .set(
            "script",
            Json.Obj.EMPTY
                .with("name", Json.of(tried.script().name()))
                .with("version", Json.of(tried.script().number()))
                .with("id", Json.of(tried.script().id())))
        .set("params", JsonReader.parseObject(tried.params()))
        .json();
  }

  private static Json customer(CustomerAmounts customer, Simulated found) {
    Amounts amounts = customer.amounts();
    return CUSTOMER
        .fill()
        .set("external_id", found.externalIds().get(customer.customerNo()))
        .set("baseline", amounts.baseline().toPlainString())
        .set("candidate", amounts.candidate().toPlainString())
        .set("difference", amounts.difference().toPlainString())
        .set("events", customer.events())
        .json();
  }

  private static Json error(SimulationError error, Simulated found) {
    return ERROR
        .fill()
        .set("side", error.side().name().toLowerCase(Locale.ROOT))
        .set("external_id", found.externalIds().get(error.customerNo()))
        .set("period_start", error.periodStart())
        .set("event_id", error.eventId())
        .set("reason", error.reason())
        .set("events", error.events())
        .json();
  }
}
