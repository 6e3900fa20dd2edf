package io.pricewright.gateway.simulation;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.money.Currency;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The report of a simulation, as it is kept and answered. */
final class ReportAnswers {
  static final Body<Report> REPORT = Body.of(Report.class);

  private ReportAnswers() {}

  /** What a simulation found. Amounts have a key for each variant, by its name. */
  @Named("SimulationReport")
  record Report(
      Currency currency,
      List<LineageId> lineageIds,
      Instant from,
      Instant to,
      @Says("The whole billing periods that were priced.") Instant coveredFrom,
      Instant coveredTo,
      @Says("Whether that is more than was asked.") boolean widened,
      List<Compared> variants,
      List<Day> byDay,
      List<ComparisonPart> comparisons,
      List<Customer> customers,
      @Says("The first ones.") List<CellPart> cells,
      long cellCount,
      long events,
      @Says("Parked on a price live; in no amount.") long parkedEvents,
      @Says("Usage without a price, the first ones.") List<Failure> errors,
      long errorCount,
      @Says("Rows of the file.") long rows,
      @Says("Rows that are no events, the first ones.") List<Bad> badRows,
      long badRowCount) {}

  /** One way of pricing the usage. */
  @Named("SimulatedVariant")
  record Compared(
      @Example("baseline") String name,
      Variant.Role role,
      BigDecimal total,
      @Says("To the baseline.") BigDecimal difference,
      @Says("Above the cost, where that was asked.") @Nullable BigDecimal margin,
      List<Priced> prices,
      List<PriceTotal> byPrice,
      long errors,
      long evaluations,
      long stepsP50,
      long stepsP99) {}

  /** A price of a variant. */
  @Named("PriceOfVariant")
  record Priced(
      LineageId lineageId,
      @Example("Pro: API calls") String name,
      @Says("Null for a script that is tried.") @Nullable PriceId priceId,
      @Says("Whether it is tried in place of what holds live.") boolean tried,
      ScriptOfPrice script,
      Json.Obj params,
      @Nullable BigDecimal maximumAmount,
      int freeEvents) {
    static Priced of(PriceVersion price, String name, boolean tried) {
      boolean stored = !price.id().value().equals(Candidates.NO_PRICE);
      return new Priced(
          price.lineageId(),
          name,
          stored ? price.id() : null,
          tried,
          new ScriptOfPrice(price.script().name(), price.script().number(), price.script().id()),
          JsonReader.parseObject(price.params()),
          price.bounds().maximum(),
          price.bounds().freeEvents());
    }
  }

  /** The script of a price. */
  @Named("ScriptOfVariant")
  record ScriptOfPrice(@Example("flat") String name, int version, ScriptId id) {}

  /** What a price came to. */
  @Named("PriceTotal")
  record PriceTotal(LineageId lineageId, BigDecimal total) {}

  /** What a UTC day added. */
  @Named("SimulatedDay")
  record Day(@Example("2026-01-31") String day, Map<String, BigDecimal> amounts) {}

  /** A candidate against the baseline, customer by customer. */
  @Named("SimulatedComparison")
  record ComparisonPart(
      @Example("candidate") String candidate,
      long paysMore,
      long paysLess,
      long paysSame,
      @Says("What those who pay more pay more.") BigDecimal more,
      @Says("What those who pay less pay less; not above zero.") BigDecimal less,
      @Says("Customers by change in percent.") List<ClassOfChange> classes,
      List<MoverPart> up,
      List<MoverPart> down,
      @Says("Customers who would pay less than they cost.") @Nullable Long belowCost) {}

  /** Customers whose amounts change by so many percent. */
  @Named("ClassOfChange")
  record ClassOfChange(@Example("-5 to -1 %") String label, long customers) {}

  /** A customer whose amount moves much, and why. */
  @Named("SimulatedMover")
  record MoverPart(
      ExternalId externalId,
      BigDecimal baseline,
      BigDecimal candidate,
      BigDecimal difference,
      long events,
      List<ReasonPart> reasons) {}

  /** Both explanations of a cell, side by side. */
  @Named("SimulatedReason")
  record ReasonPart(
      LineageId lineageId,
      Instant periodStart,
      List<SegmentPart> baseline,
      List<SegmentPart> candidate) {
    static ReasonPart of(Mover.Reason reason) {
      return new ReasonPart(
          reason.lineageId(),
          reason.periodStart(),
          reason.baseline().stream().map(SegmentPart::of).toList(),
          reason.candidate().stream().map(SegmentPart::of).toList());
    }
  }

  /** How the amount of a part of a period came about. */
  @Named("SimulatedSegment")
  record SegmentPart(
      Instant from,
      Instant to,
      @Example("flat 1") String script,
      @Says("Null where each event is priced alone.") @Nullable BigDecimal quantity,
      BigDecimal amount,
      List<LinePart> lines) {
    static SegmentPart of(CellHistory.Part part) {
      PriceVersion price = part.segment().price();
      return new SegmentPart(
          part.segment().span().from(),
          part.segment().span().to(),
          price.script().name() + " " + price.script().number(),
          part.quantity(),
          part.amount(),
          part.lines().stream().map(LinePart::of).toList());
    }
  }

  /** A line of a script's answer. */
  @Named("SimulatedLine")
  record LinePart(
      @Example("calls") String label,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal unitPrice,
      BigDecimal amount) {
    static LinePart of(ScriptLine line) {
      return new LinePart(line.label(), line.quantity(), line.unitPrice(), line.amount());
    }
  }

  /** What a customer's usage costs. */
  @Named("SimulatedCustomer")
  record Customer(ExternalId externalId, Map<String, BigDecimal> amounts, long events) {}

  /** What a line item costs in a period. */
  @Named("SimulatedCell")
  record CellPart(
      ExternalId externalId,
      LineItemId subscriptionLineItemId,
      LineageId lineageId,
      Instant periodStart,
      @Says("Bucket and group; empty for a plain price.") @Example("") String part,
      Map<String, BigDecimal> amounts) {}

  /** Usage that a variant could not price. */
  @Named("SimulationError")
  record Failure(
      @Example("candidate") String variant,
      ExternalId externalId,
      LineageId lineageId,
      Instant periodStart,
      @Says("Null where the price of the whole period failed.") @Nullable EventId eventId,
      @Example("script_error") String reason,
      long events) {}

  /** A row of a file that is no event. */
  @Named("BadRow")
  record Bad(
      long row, @Example("malformed") String reason, @Example("It is no JSON.") String detail) {
    static Bad of(BadRow bad) {
      return new Bad(bad.row(), bad.reason(), bad.detail());
    }
  }

  /** Writes the report of an answered question. */
  static Json.Obj of(Simulated found) {
    return (Json.Obj) REPORT.json(new Writing(found).report());
  }

  /** Makes the records of one report. */
  private static final class Writing {
    private final Simulated found;
    private final SimulationReport report;
    private final List<String> names;

    Writing(Simulated found) {
      this.found = found;
      this.report = found.report();
      this.names = report.variants().stream().map(Variant::name).toList();
    }

    Report report() {
      return new Report(
          found.first().currency(),
          found.found().lineages(),
          found.question().asked().from(),
          found.question().asked().to(),
          report.covered().from(),
          report.covered().to(),
          !report.covered().equals(found.question().asked()),
          variants(),
          report.byDay().entrySet().stream()
              .map(day -> new Day(day.getKey().toString(), amounts(day.getValue())))
              .toList(),
          report.comparisons().stream().map(this::comparison).toList(),
          report.customers().stream().map(this::customer).toList(),
          report.cells().stream().map(this::cell).toList(),
          report.cellCount(),
          report.events(),
          report.parked(),
          report.errors().stream().map(this::failure).toList(),
          report.errorCount(),
          found.rows(),
          found.badRows().stream().map(Bad::of).toList(),
          found.badRowCount());
    }

    private Map<String, BigDecimal> amounts(Amounts amounts) {
      Map<String, BigDecimal> named = new LinkedHashMap<>();
      for (int v = 0; v < names.size(); v++) {
        named.put(names.get(v), amounts.get(v));
      }
      return named;
    }

    private List<Compared> variants() {
      List<Compared> all = new ArrayList<>();
      for (int v = 0; v < names.size(); v++) {
        int at = v;
        Variant variant = report.variants().get(v);
        all.add(
            new Compared(
                variant.name(),
                variant.role(),
                report.total().get(v),
                report.total().difference(v),
                report.margin(v).orElse(null),
                prices(variant)
                    .map(
                        price ->
                            Priced.of(
                                price,
                                found.found().name(price.lineageId()),
                                variant.prices().containsKey(price.lineageId())))
                    .toList(),
                report.byPrice().entrySet().stream()
                    .map(price -> new PriceTotal(price.getKey(), price.getValue().get(at)))
                    .toList(),
                report.errorCounts().get(v),
                report.steps().get(v).evaluations(),
                report.steps().get(v).percentile(50),
                report.steps().get(v).percentile(99)));
      }
      return all;
    }

    private Stream<PriceVersion> prices(Variant variant) {
      return found.found().lineages().stream()
          .flatMap(
              id -> {
                PriceVersion tried = variant.prices().get(id);
                return tried != null
                    ? Stream.of(tried)
                    : found.found().catalogue().lineage(id).stream();
              });
    }

    private ComparisonPart comparison(Comparison of) {
      List<ClassOfChange> classes = new ArrayList<>();
      long[] counts = of.classes();
      for (int i = 0; i < counts.length; i++) {
        classes.add(new ClassOfChange(label(i), counts[i]));
      }
      OptionalLong below = report.belowCost(of.variant());
      return new ComparisonPart(
          names.get(of.variant()),
          of.more(),
          of.less(),
          of.same(),
          of.gained(),
          of.lost(),
          classes,
          of.up().stream().map(mover -> mover(mover, of.variant())).toList(),
          of.down().stream().map(mover -> mover(mover, of.variant())).toList(),
          below.isEmpty() ? null : below.getAsLong());
    }

    private MoverPart mover(Mover mover, int variant) {
      CustomerAmounts customer = mover.customer();
      return new MoverPart(
          found.externalId(customer.customerNo()),
          customer.amounts().get(0),
          customer.amounts().get(variant),
          mover.difference(),
          customer.events(),
          mover.reasons().stream().map(ReasonPart::of).toList());
    }

    private Customer customer(CustomerAmounts customer) {
      return new Customer(
          found.externalId(customer.customerNo()), amounts(customer.amounts()), customer.events());
    }

    private CellPart cell(CellAmounts cell) {
      return new CellPart(
          found.externalId(cell.customerNo()),
          cell.lineItemId(),
          cell.lineageId(),
          cell.periodStart(),
          cell.part(),
          amounts(cell.amounts()));
    }

    private Failure failure(SimulationError error) {
      return new Failure(
          error.variant(),
          found.externalId(error.customerNo()),
          error.lineageId(),
          error.periodStart(),
          error.eventId(),
          error.reason(),
          error.events());
    }
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
}
