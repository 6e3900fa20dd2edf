package io.pricewright.rules.rating;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.meter.AggregationType;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The history of one cell, folded once and priced by several ways of pricing it (variants). A
 * cumulative price is asked for the usage up to each day with usage; a price by event once for each
 * event. The amount of a variant is the one that {@link CellRater} books for the same hits, in any
 * order and however they are cut into pages or folds that are merged. Remembers usage states by day
 * and, for COUNT_UNIQUE, the distinct values; never events. Not thread-safe.
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
    boolean inSteps = variants.stream().anyMatch(segments -> segments.size() > 1);
    DayUsage shared = null;
    boolean any = false;
    for (CellModel variant : this.variants) {
      boolean each = CellRater.perEvent(variant.segments().getFirst());
      any |= each || variant.seesAll();
      // What a price by event refuses is missing in its own variant only.
      if (each || shared == null) {
        DayUsage usage = new DayUsage(variant, cuts, inSteps);
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
    return CellRater.perEvent(variants.get(variant).segments().getFirst());
  }

  private void ask(
      int variant, List<Hit> hits, Map<CellHistory, Evaluations> asked, ScriptEngine engine) {
    if (eachIn(variant)) {
      Evaluations prices = new Evaluations(engine, variants.get(variant));
      for (Hit hit : hits) {
        if (!isCarried(hit)) {
          Hit mine = mine(variant, hit);
          prices.ask(new Need.OfEvent(mine.segmentIndex(), mine));
        }
      }
      asked.put(this, prices);
    }
  }

  private void addEach(int variant, List<Hit> hits, Evaluations prices, List<Refused> refused) {
    for (Hit hit : hits) {
      if (isCarried(hit)) {
        continue;
      }
      Hit mine = mine(variant, hit);
      Need need = new Need.OfEvent(mine.segmentIndex(), mine);
      String full = usages.get(variant).refusal(mine);
      Failure failure = full == null ? prices.failure(need) : null;
      String failed = failure == null ? full : failure.reason();
      if (failed != null) {
        refused.add(new Refused(variant, hit, failed));
        continue;
      }
      DayUsage.Part part = usages.get(variant).add(mine);
      usages.get(variant).cost(part, mine, prices.of(need));
    }
  }

  /** Returns whether a hit moved a level before the cell: no price of single events counts it. */
  private static boolean isCarried(Hit hit) {
    return hit.event().occurredAt().isBefore(hit.contribution().at());
  }

  /** Returns whether all that is in it are moves of before, which left nothing standing. */
  public boolean beginsWithNothing() {
    return model.meter().aggregation().type() == AggregationType.WEIGHTED_SUM
        && folds.stream().allMatch(DayUsage::isCarriedZero);
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
    if (!eachIn(variant)) {
      for (Split split : splits(variant)) {
        split.needs().forEach(prices::ask);
      }
    }
    return prices;
  }

  /** Returns how the amount is made of the usage up to the end of each part, in order. */
  private List<Split> splits(int variant) {
    CellModel mine = variants.get(variant);
    int n = mine.segments().size();
    UsageState[] inside = new UsageState[n];
    Arrays.fill(inside, n > 1 ? Evaluations.noneInSteps(mine) : Evaluations.none(mine));
    UsageState[] upTo = new UsageState[n];
    Arrays.fill(upTo, Evaluations.none(mine));
    List<Split> splits = new ArrayList<>();
    for (DayUsage.Part part : usages.get(variant).parts()) {
      int at = mine.segmentAt(part.from);
      inside[at] = inside[at].merge(part.usage);
      UsageState here = part.usage.brief();
      for (int s = at; s < n; s++) {
        upTo[s] = upTo[s].merge(here);
      }
      splits.add(Split.of(mine, inside, upTo));
    }
    return splits;
  }

  /**
   * Returns what each segment adds at the end of each part; null where the usage up to there has no
   * price.
   */
  private List<BigDecimal @Nullable []> own(int variant, Evaluations prices) {
    List<BigDecimal @Nullable []> own = new ArrayList<>();
    if (eachIn(variant)) {
      BigDecimal[] sums = new BigDecimal[variants.get(variant).segments().size()];
      Arrays.fill(sums, BigDecimal.ZERO);
      for (DayUsage.Part part : usages.get(variant).parts()) {
        int at = variants.get(variant).segmentAt(part.from);
        sums[at] = sums[at].add(part.own);
        own.add(free(variant, sums, part.to));
      }
    } else {
      for (Split split : splits(variant)) {
        own.add(split.failure(prices) == null ? split.parts(prices) : null);
      }
    }
    return own;
  }

  private BigDecimal[] free(int variant, BigDecimal[] sums, Instant before) {
    BigDecimal[] left = sums.clone();
    for (int s = 0; s < left.length; s++) {
      Segment segment = variants.get(variant).segments().get(s);
      left[s] = left[s].subtract(usages.get(variant).freeOf(segment, before));
    }
    return left;
  }

  private Outcome priced(int variant, Evaluations prices) {
    List<DayUsage.Part> parts = List.copyOf(usages.get(variant).parts());
    List<BigDecimal @Nullable []> own = own(variant, prices);
    if (!parts.isEmpty() && own.getLast() == null) {
      return new Outcome.Failed(
          Objects.requireNonNull(splits(variant).getLast().failure(prices)).reason());
    }
    TreeMap<LocalDate, BigDecimal> days = new TreeMap<>();
    BigDecimal before = BigDecimal.ZERO;
    for (int p = 0; p < parts.size(); p++) {
      BigDecimal[] here = own.get(p);
      // A day without a price of its own is paid with the next one.
      BigDecimal after = here == null ? before : total(variant, here, here.length);
      LocalDate day = LocalDate.ofInstant(parts.get(p).from, ZoneOffset.UTC);
      days.merge(day, after.subtract(before), BigDecimal::add);
      before = after;
    }
    BigDecimal amount = Money.plain(before);
    return amount.abs().compareTo(Money.LIMIT) >= 0
        ? new Outcome.Failed("amount_out_of_range")
        : new Outcome.Priced(amount, days);
  }

  /** Returns what the first segments bring the amount to. */
  private BigDecimal total(int variant, BigDecimal[] own, int segments) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int s = 0; s < segments; s++) {
      PriceVersion price = variants.get(variant).segments().get(s).price();
      sum = CellAmount.capped(sum, sum.add(own[s]), price.bounds().maximum());
    }
    return sum;
  }

  /**
   * Explains a variant's amount, segment by segment, with what each adds below the maximum; empty
   * when it has no price.
   */
  public List<Part> explain(int variant, ScriptEngine engine) {
    CellModel mine = variants.get(variant);
    Evaluations prices = needs(variant, new Evaluations(engine, mine));
    Evaluations.together(engine, List.of(prices));
    List<BigDecimal @Nullable []> own = own(variant, prices);
    BigDecimal[] last = own.isEmpty() ? null : own.getLast();
    List<Part> explained = new ArrayList<>();
    for (int s = 0; last != null && s < mine.segments().size(); s++) {
      BigDecimal amount = total(variant, last, s + 1).subtract(total(variant, last, s));
      explained.add(part(variant, s, Money.plain(amount), engine));
    }
    return explained;
  }

  private Part part(int variant, int s, BigDecimal amount, ScriptEngine engine) {
    CellModel mine = variants.get(variant);
    Segment segment = mine.segments().get(s);
    if (eachIn(variant)) {
      return new Part(segment, null, amount, List.of());
    }
    UsageState sum = Evaluations.none(mine);
    for (DayUsage.Part part : usages.get(variant).parts()) {
      sum = part.from.isBefore(segment.span().to()) ? sum.merge(part.usage.brief()) : sum;
    }
    Instant until = segment.span().to();
    return new Part(
        segment,
        Money.round12(sum.quantity(mine.meter().aggregation(), mine.period(), until)),
        amount,
        lines(mine, segment, Evaluations.subject(mine, sum, until), engine));
  }

  private static List<ScriptLine> lines(
      CellModel mine, Segment segment, String subject, ScriptEngine engine) {
    ScriptInput input =
        new ScriptInput(subject, segment.price().params(), Evaluations.context(mine, segment));
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
