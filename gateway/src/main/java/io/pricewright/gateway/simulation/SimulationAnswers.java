package io.pricewright.gateway.simulation;

import io.pricewright.gateway.http.Shape;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.CellHistory;
import io.pricewright.rules.script.ScriptLine;
import io.pricewright.sandbox.Amounts;
import io.pricewright.sandbox.CellAmounts;
import io.pricewright.sandbox.Comparison;
import io.pricewright.sandbox.CustomerAmounts;
import io.pricewright.sandbox.Mover;
import io.pricewright.sandbox.SimulationError;
import io.pricewright.sandbox.SimulationReport;
import io.pricewright.sandbox.Variant;
import io.pricewright.store.simulation.StoredSimulation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes simulations as clients see them. */
final class SimulationAnswers {
  static final Shape SIMULATION =
      Shape.of(
          "Simulation",
          "id, status, request:object, progress:object, error, created_at:time, updated_at:time,"
              + " report:object");
  static final Shape REPORT =
      Shape.of(
          "SimulationReport",
          "currency, lineage_ids:array, from:time, to:time, covered_from:time, covered_to:time,"
              + " widened:boolean, variants:array, by_day:array, comparisons:array,"
              + " customers:array, cells:array, cell_count:integer, events:integer,"
              + " parked_events:integer, errors:array, error_count:integer, rows:integer,"
              + " bad_rows:array, bad_row_count:integer");
  private static final Shape VARIANT =
      Shape.of(
          "SimulatedVariant",
          "name, role, total:decimal, difference:decimal, margin:decimal, prices:array,"
              + " by_price:array, errors:integer, evaluations:integer, steps_p50:integer,"
              + " steps_p99:integer");
  private static final Shape COMPARISON =
      Shape.of(
          "SimulatedComparison",
          "candidate, pays_more:integer, pays_less:integer, pays_same:integer, more:decimal,"
              + " less:decimal, classes:array, up:array, down:array, below_cost:integer");
  private static final Shape CUSTOMER =
      Shape.of("SimulatedCustomer", "external_id, amounts:object, events:integer");
  private static final Shape CELL =
      Shape.of(
          "SimulatedCell",
          "external_id, subscription_line_item_id, lineage_id, period_start:time, part,"
              + " amounts:object");
  private static final Shape ERROR =
      Shape.of(
          "SimulationError",
          "variant, external_id, lineage_id, period_start:time, event_id, reason,"
              + " events:integer");
  private static final Duration LOST = Duration.ofMinutes(1);

  private SimulationAnswers() {}

  static Json.Obj of(StoredSimulation stored, Instant now) {
    String report = stored.report();
    boolean lost = stored.running() && stored.updatedAt().plus(LOST).isBefore(now);
    return SIMULATION
        .fill()
        .set("id", stored.id())
        .set("status", lost ? "failed" : stored.status())
        .set("request", JsonReader.parseObject(stored.request()))
        .set("progress", JsonReader.parseObject(stored.progress()))
        .set("error", lost ? "The node that ran it has gone. Ask again." : stored.error())
        .set("created_at", stored.createdAt())
        .set("updated_at", stored.updatedAt())
        .set("report", report == null ? Json.nothing() : JsonReader.parse(report))
        .json();
  }

  static Json.Obj report(Simulated found) {
    SimulationReport report = found.report();
    List<String> names = report.variants().stream().map(Variant::name).toList();
    return REPORT
        .fill()
        .set("currency", found.first().currency().code())
        .set("lineage_ids", each(found.found().lineages(), Json::of))
        .set("from", found.question().asked().from())
        .set("to", found.question().asked().to())
        .set("covered_from", report.covered().from())
        .set("covered_to", report.covered().to())
        .set("widened", !report.covered().equals(found.question().asked()))
        .set("variants", variants(found))
        .set(
            "by_day",
            each(
                report.byDay().entrySet(),
                day ->
                    Json.Obj.EMPTY
                        .with("day", Json.of(day.getKey().toString()))
                        .with("amounts", amounts(names, day.getValue()))))
        .set("comparisons", each(report.comparisons(), c -> comparison(c, found, names)))
        .set("customers", each(report.customers(), c -> customer(c, found, names)))
        .set("cells", each(report.cells(), c -> cell(c, found, names)))
        .set("cell_count", report.cellCount())
        .set("events", report.events())
        .set("parked_events", report.parked())
        .set("errors", each(report.errors(), e -> error(e, found)))
        .set("error_count", report.errorCount())
        .set("rows", found.rows())
        .set(
            "bad_rows",
            each(
                found.badRows(),
                row ->
                    Json.Obj.EMPTY
                        .with("row", Json.of(row.row()))
                        .with("reason", Json.of(row.reason()))
                        .with("detail", Json.of(row.detail()))))
        .set("bad_row_count", found.badRowCount())
        .json();
  }

  private static <T> Json each(Iterable<T> items, Function<T, Json> write) {
    List<Json> written = new ArrayList<>();
    items.forEach(item -> written.add(write.apply(item)));
    return new Json.Arr(written);
  }

  private static Json amounts(List<String> names, Amounts amounts) {
    Map<String, Json> fields = new java.util.LinkedHashMap<>();
    for (int v = 0; v < names.size(); v++) {
      fields.put(names.get(v), decimal(amounts.get(v)));
    }
    return new Json.Obj(fields);
  }

  private static Json decimal(BigDecimal amount) {
    return Json.of(Money.plain(amount).toPlainString());
  }

  private static int cost(SimulationReport report) {
    for (int v = 0; v < report.variants().size(); v++) {
      if (report.variants().get(v).role() == Variant.Role.COST) {
        return v;
      }
    }
    return -1;
  }

  private static Json variants(Simulated found) {
    SimulationReport report = found.report();
    int cost = cost(report);
    List<Json> written = new ArrayList<>();
    for (int v = 0; v < report.variants().size(); v++) {
      int at = v;
      Variant variant = report.variants().get(v);
      written.add(
          VARIANT
              .fill()
              .set("name", variant.name())
              .set("role", variant.role().name().toLowerCase(Locale.ROOT))
              .set("total", decimal(report.total().get(v)))
              .set("difference", decimal(report.total().difference(v)))
              .set(
                  "margin",
                  cost < 0 || cost == v
                      ? Json.nothing()
                      : decimal(report.total().get(v).subtract(report.total().get(cost))))
              .set("prices", each(prices(found, variant).toList(), SimulationAnswers::price))
              .set(
                  "by_price",
                  each(
                      report.byPrice().entrySet(),
                      price ->
                          Json.Obj.EMPTY
                              .with("lineage_id", Json.of(price.getKey()))
                              .with("total", decimal(price.getValue().get(at)))))
              .set("errors", report.errorCounts().get(v))
              .set("evaluations", report.steps().get(v).evaluations())
              .set("steps_p50", report.steps().get(v).percentile(50))
              .set("steps_p99", report.steps().get(v).percentile(99))
              .json());
    }
    return new Json.Arr(written);
  }

  private static Stream<PriceVersion> prices(Simulated found, Variant variant) {
    return found.found().lineages().stream()
        .flatMap(
            id -> {
              PriceVersion tried = variant.prices().get(id);
              return tried != null
                  ? Stream.of(tried)
                  : found.found().catalogue().lineage(id).stream();
            });
  }

  private static Json price(PriceVersion price) {
    boolean stored = !price.id().value().equals(Candidates.NO_PRICE);
    return Json.Obj.EMPTY
        .with("lineage_id", Json.of(price.lineageId()))
        .with("price_id", Json.of(stored ? price.id() : null))
        .with(
            "script",
            Json.Obj.EMPTY
                .with("name", Json.of(price.script().name()))
                .with("version", Json.of(price.script().number()))
                .with("id", Json.of(price.script().id())))
        .with("params", JsonReader.parseObject(price.params()));
  }

  private static Json comparison(Comparison of, Simulated found, List<String> names) {
    List<Json> classes = new ArrayList<>();
    long[] counts = of.classes();
    for (int i = 0; i < counts.length; i++) {
      classes.add(
          Json.Obj.EMPTY.with("label", Json.of(label(i))).with("customers", Json.of(counts[i])));
    }
    int cost = cost(found.report());
    return COMPARISON
        .fill()
        .set("candidate", names.get(of.variant()))
        .set("pays_more", of.more())
        .set("pays_less", of.less())
        .set("pays_same", of.same())
        .set("more", decimal(of.gained()))
        .set("less", decimal(of.lost()))
        .set("classes", new Json.Arr(classes))
        .set("up", each(of.up(), mover -> mover(mover, of.variant(), found)))
        .set("down", each(of.down(), mover -> mover(mover, of.variant(), found)))
        .set("below_cost", cost < 0 ? Json.nothing() : Json.of(below(found, of.variant(), cost)))
        .json();
  }

  private static long below(Simulated found, int variant, int cost) {
    return found.report().customers().stream()
        .filter(c -> c.amounts().get(variant).compareTo(c.amounts().get(cost)) < 0)
        .count();
  }

  private static String label(int at) {
    List<Integer> ends = Comparison.CLASSES;
    if (at == ends.size() + 1) {
      return "new";
    }
    if (at == ends.size()) {
      return "above +%d %%".formatted(ends.getLast());
    }
    int end = ends.get(at);
    if (end == 0) {
      return "-1 to 0 %";
    }
    return at == 0
        ? "%d %% or less".formatted(end)
        : "%+d to %+d %%".formatted(ends.get(at - 1), end).replace("+0", "0");
  }

  private static Json mover(Mover mover, int variant, Simulated found) {
    return Json.Obj.EMPTY
        .with("external_id", Json.of(found.externalId(mover.customer().customerNo())))
        .with("baseline", decimal(mover.customer().amounts().get(0)))
        .with("candidate", decimal(mover.customer().amounts().get(variant)))
        .with("difference", decimal(mover.difference()))
        .with("events", Json.of(mover.customer().events()))
        .with(
            "reasons",
            each(
                mover.reasons(),
                reason ->
                    Json.Obj.EMPTY
                        .with("lineage_id", Json.of(reason.lineageId()))
                        .with("period_start", Json.of(reason.periodStart().toString()))
                        .with("baseline", each(reason.baseline(), SimulationAnswers::part))
                        .with("candidate", each(reason.candidate(), SimulationAnswers::part))));
  }

  private static Json part(CellHistory.Part part) {
    BigDecimal quantity = part.quantity();
    return Json.Obj.EMPTY
        .with("from", Json.of(part.segment().span().from().toString()))
        .with("to", Json.of(part.segment().span().to().toString()))
        .with("script", Json.of(script(part.segment().price())))
        .with("quantity", quantity == null ? Json.nothing() : decimal(quantity))
        .with("amount", decimal(part.amount()))
        .with("lines", each(part.lines(), SimulationAnswers::line));
  }

  private static String script(PriceVersion price) {
    return price.script().name() + " " + price.script().number();
  }

  private static Json line(ScriptLine line) {
    return Json.Obj.EMPTY
        .with("label", Json.of(line.label()))
        .with("quantity", optional(line.quantity()))
        .with("unit_price", optional(line.unitPrice()))
        .with("amount", decimal(line.amount()));
  }

  private static Json optional(@Nullable BigDecimal number) {
    return number == null ? Json.nothing() : decimal(number);
  }

  private static Json customer(CustomerAmounts customer, Simulated found, List<String> names) {
    return CUSTOMER
        .fill()
        .set("external_id", found.externalId(customer.customerNo()))
        .set("amounts", amounts(names, customer.amounts()))
        .set("events", customer.events())
        .json();
  }

  private static Json cell(CellAmounts cell, Simulated found, List<String> names) {
    return CELL.fill()
        .set("external_id", found.externalId(cell.customerNo()))
        .set("subscription_line_item_id", cell.lineItemId())
        .set("lineage_id", cell.lineageId())
        .set("period_start", cell.periodStart())
        .set("part", cell.part())
        .set("amounts", amounts(names, cell.amounts()))
        .json();
  }

  private static Json error(SimulationError error, Simulated found) {
    return ERROR
        .fill()
        .set("variant", error.variant())
        .set("external_id", found.externalId(error.customerNo()))
        .set("lineage_id", error.lineageId())
        .set("period_start", error.periodStart())
        .set("event_id", error.eventId())
        .set("reason", error.reason())
        .set("events", error.events())
        .json();
  }
}
