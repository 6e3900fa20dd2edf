package io.pricewright.rules.rating;

import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.CellRater.Need;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptLine;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.usage.UsageState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The history of one cell, folded once and priced by several ways of pricing it (variants). A
 * cumulative price is asked once for each day with usage and at the end of each segment; a price by
 * event once for each event. The amount of a variant is the one that {@link CellRater} books for
 * the same hits, in any order and however they are cut into pages or folds that are merged.
 * Remembers usage states by day and, for COUNT_UNIQUE, the distinct values; never events. Not
 * thread-safe.
 */
public final class CellHistory {
  /** Most usage states that are evaluated in one call of the engine. */
  private static final int CELLS_A_CALL = 500;

  private final CellModel model;
  private final List<CellModel> variants;
  private final List<DayUsage> usages = new ArrayList<>();
  private final List<DayUsage> folds = new ArrayList<>();
  private final boolean perEvent;

  /**
   * A hit that a variant could not price: it is not in that variant's amount.
   *
   * @param variant which, by its place
   * @param hit the hit
   * @param reason as scripts fail, such as {@code script_error}
   */
  public record Refused(int variant, Hit hit, String reason) {}

  /** What came of a cell. */
  public sealed interface Outcome {
    /** Its amount as booked, and what each day added to it. */
    record Priced(BigDecimal amount, SortedMap<LocalDate, BigDecimal> days) implements Outcome {}

    /** The final usage has no price: none of its events is priced. */
    record Failed(String reason) implements Outcome {}
  }

  /**
   * How the amount of one segment came about.
   *
   * @param segment the segment
   * @param quantity usage up to its end; null when it is priced by event
   * @param amount what it adds to the cell
   * @param lines the script's own lines for the usage up to its end; empty when by event
   */
  public record Part(
      Segment segment, @Nullable BigDecimal quantity, BigDecimal amount, List<ScriptLine> lines) {
    public Part {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Begins an empty cell.
   *
   * @param live what prices it today
   * @param variants the segments of each variant
   */
  public CellHistory(CellModel live, List<List<Segment>> variants) {
    this.model = live;
    this.variants = variants.stream().map(segments -> with(live, segments)).toList();
    TreeSet<Instant> cuts = new TreeSet<>();
    variants.forEach(segments -> segments.forEach(segment -> cuts.add(segment.span().from())));
    DayUsage shared = null;
    boolean any = false;
    for (CellModel variant : this.variants) {
      boolean each = variant.segments().stream().anyMatch(CellRater::perEvent);
      any |= each || variant.seesAll();
      // What a price by event refuses is missing in its own variant only.
      if (each || shared == null) {
        DayUsage usage = new DayUsage(variant, cuts);
        folds.add(usage);
        shared = each ? shared : usage;
        usages.add(usage);
      } else {
        usages.add(shared);
      }
    }
    this.perEvent = any;
  }

  private static CellModel with(CellModel live, List<Segment> segments) {
    return new CellModel(
        live.subscription(), live.lineItem(), live.meter(), live.key(), live.period(), segments);
  }

  /** Returns what prices the cell today. */
  public CellModel model() {
    return model;
  }

  /** Folds one hit in, unless {@link #addAll} has to: then does nothing and returns false. */
  public boolean add(Hit hit) {
    if (perEvent) {
      return false;
    }
    folds.getFirst().add(hit);
    return true;
  }

  /**
   * Folds pages of hits in, and asks prices by event, those of one variant in one call.
   *
   * @param pages hits by the cell they belong to
   * @param engines one a variant
   */
  public static List<Refused> addAll(
      Map<CellHistory, List<Hit>> pages, List<? extends ScriptEngine> engines) {
    List<Refused> refused = new ArrayList<>(0);
    pages.forEach((cell, hits) -> cell.addShared(hits, refused));
    for (int v = 0; v < engines.size(); v++) {
      Map<CellHistory, Evaluations> asked = new LinkedHashMap<>();
      int variant = v;
      pages.forEach((cell, hits) -> cell.ask(variant, hits, asked, engines.get(variant)));
      Evaluations.together(engines.get(v), List.copyOf(asked.values()));
      asked.forEach(
          (cell, prices) ->
              cell.addEach(variant, pages.getOrDefault(cell, List.of()), prices, refused));
    }
    return refused;
  }

  private void addShared(List<Hit> hits, List<Refused> refused) {
    for (int v = 0; v < variants.size(); v++) {
      if (!eachIn(v)) {
        DayUsage usage = usages.get(v);
        for (Hit hit : hits) {
          String full = usage.refusal(hit);
          if (full == null) {
            usage.add(hit);
          } else {
            refused.add(new Refused(v, hit, full));
          }
        }
        return;
      }
    }
  }

  private boolean eachIn(int variant) {
    return variants.get(variant).segments().stream().anyMatch(CellRater::perEvent);
  }

  private void ask(
      int variant, List<Hit> hits, Map<CellHistory, Evaluations> asked, ScriptEngine engine) {
    if (eachIn(variant)) {
      Evaluations prices = new Evaluations(engine, variants.get(variant));
      for (Hit hit : hits) {
        Hit mine = mine(variant, hit);
        if (CellRater.perEvent(mine.segment())) {
          prices.ask(new Need.OfEvent(mine.segmentIndex(), mine));
        }
      }
      asked.put(this, prices);
    }
  }

  private void addEach(int variant, List<Hit> hits, Evaluations prices, List<Refused> refused) {
    for (Hit hit : hits) {
      Hit mine = mine(variant, hit);
      boolean each = CellRater.perEvent(mine.segment());
      Need need = new Need.OfEvent(mine.segmentIndex(), mine);
      String full = usages.get(variant).refusal(mine);
      String failed = full == null && each ? prices.failure(need) : full;
      if (failed != null) {
        refused.add(new Refused(variant, hit, failed));
        continue;
      }
      DayUsage.Part part = usages.get(variant).add(mine);
      if (each) {
        usages.get(variant).cost(part, mine, prices.of(need));
      }
    }
  }

  private Hit mine(int variant, Hit hit) {
    return new Hit(variants.get(variant), hit.event(), hit.contribution());
  }

  /** Adds what another history of the same cell and variants saw. */
  public void merge(CellHistory other) {
    for (int i = 0; i < folds.size(); i++) {
      folds.get(i).merge(other.folds.get(i));
    }
  }

  /** Prices cells by a variant, and returns an outcome for each, in order. */
  public static List<Outcome> price(List<CellHistory> cells, int variant, ScriptEngine engine) {
    List<Outcome> outcomes = new ArrayList<>(cells.size());
    for (int i = 0; i < cells.size(); i += CELLS_A_CALL) {
      List<CellHistory> some = cells.subList(i, Math.min(cells.size(), i + CELLS_A_CALL));
      List<Evaluations> asked =
          some.stream()
              .map(cell -> cell.needs(variant, new Evaluations(engine, cell.variants.get(variant))))
              .toList();
      Evaluations.together(engine, asked);
      for (int c = 0; c < some.size(); c++) {
        outcomes.add(some.get(c).priced(variant, asked.get(c)));
      }
    }
    return outcomes;
  }

  private Evaluations needs(int variant, Evaluations prices) {
    CellModel mine = variants.get(variant);
    walk(
        variant,
        (s, usage, isFinal, part) ->
            prices.ask(new Need.OfUsage(s, Evaluations.subject(mine, usage))));
    return prices;
  }

  /** Sees every usage of which a cumulative price is needed. */
  private interface Step {
    /**
     * Sees one.
     *
     * @param isFinal whether it is the usage up to the end or the begin of a segment
     * @param part the part at whose end it is; null at a segment's begin and end
     */
    void at(int segment, UsageState usage, boolean isFinal, DayUsage.@Nullable Part part);
  }

  private void walk(int variant, Step step) {
    List<Segment> segments = variants.get(variant).segments();
    List<DayUsage.Part> parts = List.copyOf(usages.get(variant).parts());
    UsageState sum = DayUsage.empty(variants.get(variant));
    int next = 0;
    for (int s = 0; s < segments.size() && !parts.isEmpty(); s++) {
      boolean each = CellRater.perEvent(segments.get(s));
      if (!each && s > 0) {
        step.at(s, sum, true, null);
      }
      while (next < parts.size() && parts.get(next).from.isBefore(segments.get(s).span().to())) {
        DayUsage.Part part = parts.get(next++);
        sum = sum.merge(part.usage);
        if (!each) {
          step.at(s, sum, false, part);
        }
      }
      if (!each) {
        step.at(s, sum, true, null);
      }
    }
  }

  private Outcome priced(int variant, Evaluations prices) {
    Days days = new Days(variants.get(variant), usages.get(variant), prices);
    walk(variant, days);
    return days.outcome();
  }

  /** Adds up the days of a variant. */
  private static final class Days implements Step {
    private final CellModel model;
    private final DayUsage usage;
    private final Evaluations prices;
    // What each segment of a cumulative price adds, at the end of each part.
    private final List<TreeMap<Instant, BigDecimal>> own = new ArrayList<>();
    private final BigDecimal[] begins;
    private @Nullable String failed;

    Days(CellModel model, DayUsage usage, Evaluations prices) {
      this.model = model;
      this.usage = usage;
      this.prices = prices;
      this.begins = new BigDecimal[model.segments().size()];
      for (int s = 0; s < begins.length; s++) {
        begins[s] = BigDecimal.ZERO;
        own.add(new TreeMap<>());
      }
    }

    @Override
    public void at(int s, UsageState sum, boolean isFinal, DayUsage.@Nullable Part part) {
      Need need = new Need.OfUsage(s, Evaluations.subject(model, sum));
      String failure = prices.failure(need);
      if (failure != null) {
        // A day without a price of its own is paid with the next one.
        failed = isFinal && failed == null ? failure : failed;
        return;
      }
      BigDecimal price = prices.of(need);
      if (part != null) {
        own.get(s).put(part.from, price.subtract(begins[s]));
      } else if (s > 0 && own.get(s).isEmpty()) {
        begins[s] = price;
        own.get(s).put(Instant.MIN, BigDecimal.ZERO);
      } else {
        own.get(s).merge(Instant.MAX, price.subtract(begins[s]), (before, now) -> now);
      }
    }

    Outcome outcome() {
      if (failed != null) {
        return new Outcome.Failed(failed);
      }
      TreeMap<LocalDate, BigDecimal> days = new TreeMap<>();
      BigDecimal before = BigDecimal.ZERO;
      List<DayUsage.Part> parts = List.copyOf(usage.parts());
      for (int p = 0; p < parts.size(); p++) {
        boolean last = p == parts.size() - 1;
        BigDecimal after = total(parts, last ? Instant.MAX : parts.get(p).from, begins.length);
        LocalDate day = LocalDate.ofInstant(parts.get(p).from, ZoneOffset.UTC);
        days.merge(day, after.subtract(before), BigDecimal::add);
        before = after;
      }
      BigDecimal amount = Money.plain(before);
      return amount.abs().compareTo(Money.LIMIT) >= 0
          ? new Outcome.Failed("amount_out_of_range")
          : new Outcome.Priced(amount, days);
    }

    /** Returns the amount of the first segments with the parts that begin up to an instant. */
    private BigDecimal total(List<DayUsage.Part> parts, Instant upTo, int segments) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int s = 0; s < segments; s++) {
        Segment segment = model.segments().get(s);
        Map.Entry<Instant, BigDecimal> known = own.get(s).floorEntry(upTo);
        BigDecimal mine = known == null ? BigDecimal.ZERO : known.getValue();
        if (CellRater.perEvent(segment)) {
          for (DayUsage.Part part : parts) {
            if (!part.from.isAfter(upTo) && segment.span().contains(part.from)) {
              mine = mine.add(part.own).subtract(usage.freeIn(part.from, part.to));
            }
          }
        }
        sum = CellAmount.capped(sum, sum.add(mine), segment.price().bounds().maximum());
      }
      return sum;
    }
  }

  /**
   * Explains a variant's amount, segment by segment, with what each adds below the maximum; empty
   * when it has no price.
   */
  public List<Part> explain(int variant, ScriptEngine engine) {
    CellModel mine = variants.get(variant);
    Evaluations prices = needs(variant, new Evaluations(engine, mine));
    Evaluations.together(engine, List.of(prices));
    Days days = new Days(mine, usages.get(variant), prices);
    walk(variant, days);
    if (days.failed != null) {
      return List.of();
    }
    Map<Integer, UsageState> ends = new TreeMap<>();
    walk(variant, (s, usage, isFinal, part) -> ends.put(s, usage));
    List<DayUsage.Part> parts = List.copyOf(usages.get(variant).parts());
    List<Part> explained = new ArrayList<>();
    for (int s = 0; s < mine.segments().size() && !parts.isEmpty(); s++) {
      Segment segment = mine.segments().get(s);
      BigDecimal amount =
          days.total(parts, Instant.MAX, s + 1).subtract(days.total(parts, Instant.MAX, s));
      UsageState end = ends.get(s);
      explained.add(
          new Part(
              segment,
              end == null ? null : end.quantity(mine.meter().aggregation(), mine.period()),
              Money.plain(amount),
              end == null ? List.of() : lines(mine, segment, end, engine)));
    }
    return explained;
  }

  private static List<ScriptLine> lines(
      CellModel mine, Segment segment, UsageState end, ScriptEngine engine) {
    ScriptInput input =
        new ScriptInput(
            Evaluations.subject(mine, end),
            segment.price().params(),
            Evaluations.context(mine, segment));
    return engine.evaluate(segment.price().script(), List.of(input)).getFirst()
            instanceof ScriptOutcome.Priced priced
        ? priced.lines()
        : List.of();
  }

  /** Returns how many events are in a variant. */
  public long events(int variant) {
    return usages.get(variant).events();
  }

  /** Returns how many usage states are remembered. */
  public int states() {
    return folds.stream().mapToInt(DayUsage::size).sum();
  }

  /** Returns how many distinct values are remembered; 0 for all but COUNT_UNIQUE. */
  public int distinctValues() {
    return folds.stream().mapToInt(DayUsage::distinctValues).sum();
  }
}
