package io.pricewright.rules.rating;

import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.usage.DistinctValues;
import io.pricewright.rules.usage.UsageState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rates hits on one cell. Its amount is the price of its usage, put together by {@link Split} where
 * the price changes within the period, or the exact sum over its events where each is priced alone.
 * A charge is that amount minus what is booked.
 */
public final class CellRater {
  /** Failures that the hits behind would meet as well. */
  private static final Set<String> STOPPING =
      Set.of("script_timeout", "script_suspended", "deferred");

  private final ScriptEngine engine;

  /** Rates with a script engine; call it on the script pool's threads only. */
  public CellRater(ScriptEngine engine) {
    this.engine = engine;
  }

  /**
   * What came of hits on a cell.
   *
   * @param cell the cell after them, booked up to its new amount
   * @param delta the charge: amount after minus booked before
   * @param entries one a hit, in order
   * @param shared whether versions count by their share of the whole, so that the amounts of its
   *     events do not tell how they came about
   * @param evidence works out, once it is asked, what the difference comes from
   */
  public record Rated(
      Cell cell,
      BigDecimal delta,
      List<Entry> entries,
      boolean shared,
      Supplier<Evidence> evidence) {}

  /**
   * Hits to be added to a cell, in arrival order.
   *
   * @param cell the cell as it is
   * @param hits on this cell only; not empty
   * @param distinct stored multiplicities of the touched values; for COUNT_UNIQUE only
   */
  public record Addition(Cell cell, List<Hit> hits, DistinctValues distinct) {}

  /** An addition while its prices are asked. */
  private record Asked(Addition addition, CellWork work, Evaluations prices) {}

  /**
   * Adds hits to cells, in order; all prices that one script version is asked for are asked in one
   * call. A hit whose price fails is parked and leaves no trace in its cell; the ones behind it are
   * rated all the same, unless the script ran out of time: then those of its cell are parked
   * untried.
   */
  public List<Rated> addAll(List<Addition> additions) {
    List<Asked> asked = additions.stream().map(this::askAhead).toList();
    Evaluations.together(engine, asked.stream().map(Asked::prices).toList());
    return asked.stream().map(CellRater::add).toList();
  }

  private static Rated add(Asked asked) {
    List<Hit> hits = asked.addition().hits();
    List<Entry> entries =
        asked.prices().failed() == null
            ? addAll(asked.work(), hits, asked.prices())
            : addOneByOne(asked.work(), hits, asked.prices());
    return finish(asked.addition().cell(), asked.work(), entries, null);
  }

  /** Folds every hit on a copy to learn all prices that will be needed. */
  private Asked askAhead(Addition addition) {
    List<Hit> hits = addition.hits();
    CellModel model = hits.getFirst().cell();
    CellWork work = new CellWork(addition.cell(), model, addition.distinct());
    Evaluations prices = new Evaluations(engine, model);
    CellWork.Saved start = work.save();
    List<Hit> folded = new ArrayList<>(hits.size());
    for (Hit hit : hits) {
      if (work.refusal(hit) == null) {
        folded.add(hit);
        work.apply(hit);
        work.needs(hit).forEach(prices::ask);
      }
    }
    work.restore(start, folded);
    return new Asked(addition, work, prices);
  }

  private static List<Entry> addAll(CellWork work, List<Hit> hits, Evaluations prices) {
    List<Entry> entries = new ArrayList<>(hits.size());
    for (int i = 0; i < hits.size(); i++) {
      Failure refused = work.refusal(hits.get(i));
      if (refused != null) {
        entries.add(Entry.parked(hits.get(i), refused));
        continue;
      }
      Entry entry = addOne(work, hits.get(i), prices);
      entries.add(entry);
      if (entry.status() == Entry.Status.PARKED) {
        // What was evaluated ahead had this hit in it.
        entries.addAll(addOneByOne(work, hits.subList(i + 1, hits.size()), prices));
        break;
      }
    }
    return entries;
  }

  private static List<Entry> addOneByOne(CellWork work, List<Hit> hits, Evaluations prices) {
    List<Entry> entries = new ArrayList<>(hits.size());
    Failure stopped = null;
    for (Hit hit : hits) {
      Failure refused = stopped == null ? work.refusal(hit) : stopped;
      if (refused != null) {
        entries.add(Entry.parked(hit, refused));
        continue;
      }
      CellWork.Saved before = work.save();
      work.apply(hit);
      work.needs(hit).forEach(prices::ask);
      work.restore(before, List.of(hit));
      Failure failed = prices.evaluate();
      if (failed == null) {
        entries.add(addOne(work, hit, prices));
      } else {
        entries.add(Entry.parked(hit, failed));
        stopped = STOPPING.contains(failed.reason()) ? failed : null;
      }
    }
    return entries;
  }

  private static Entry addOne(CellWork work, Hit hit, Evaluations prices) {
    CellWork.Saved before = work.save();
    BigDecimal amountBefore = work.amount();
    BigDecimal usageBefore = work.total();
    work.apply(hit);
    work.price(hit, 1, prices);
    BigDecimal amount = work.amount();
    if (amount.abs().compareTo(Money.LIMIT) >= 0) {
      work.restore(before, List.of(hit));
      return Entry.parked(hit, Failure.of("amount_out_of_range", hit.segment().price(), null));
    }
    return new Entry(
        Entry.Status.RATED,
        hit.cell().meter().id(),
        hit.key().lineItemNo(),
        hit.key().periodStart(),
        hit.key().part(),
        null,
        hit.contribution().quantity(),
        Money.plain(amount.subtract(amountBefore)),
        hit.cell().subscription().currency().code(),
        hit.segment().price().id(),
        usageBefore,
        work.total(),
        null);
  }

  /**
   * Takes hits out of a cell, or returns null when it has to be counted again from its events: a
   * maximum or the latest value went, or a price could not be evaluated.
   */
  public @Nullable Rated remove(Cell cell, List<Hit> hits, DistinctValues distinct) {
    CellWork work = new CellWork(cell, hits.getFirst().cell(), distinct);
    Evaluations prices = new Evaluations(engine, hits.getFirst().cell());
    for (Hit hit : hits) {
      if (!work.takeAway(hit)) {
        return null;
      }
      work.needs(hit).forEach(prices::ask);
    }
    if (prices.evaluate() != null) {
      return null;
    }
    for (Hit hit : hits) {
      work.price(hit, -1, prices);
    }
    return finish(cell, work, List.of(), null);
  }

  /**
   * Counts a cell anew from all its hits, whatever it held. Prices are asked for the final usage
   * alone; if one fails, the hits are added one by one in the order given, and those that fail are
   * parked.
   *
   * @param cell the cell as it is; only its booked amount is used
   * @param model what prices the cell
   * @param hits all that belong to it; may be empty
   */
  public Rated recount(Cell cell, CellModel model, List<Hit> hits, DistinctValues fresh) {
    return recount(cell, model, null, hits, fresh);
  }

  /**
   * Counts a cell anew that begins with a level.
   *
   * @param level what earlier events left standing, or null
   */
  public Rated recount(
      Cell cell,
      CellModel model,
      @Nullable UsageState level,
      List<Hit> hits,
      DistinctValues fresh) {
    Cell empty = Cell.empty(cell.key(), model.period(), cell.currency());
    CellWork work = new CellWork(empty, model, fresh);
    if (level != null) {
      work.open(level);
    }
    Evaluations prices = new Evaluations(engine, model);
    CellWork was = new CellWork(cell, model, new DistinctValues());
    CellWork.Saved start = work.save();
    List<Hit> folded = new ArrayList<>(hits.size());
    for (Hit hit : hits) {
      if (work.refusal(hit) == null) {
        folded.add(hit);
        work.apply(hit);
      }
    }
    work.finalNeeds(folded).forEach(prices::ask);
    if (folded.size() == hits.size() && prices.evaluate() == null) {
      work.priceFinally(hits, prices);
      if (work.amount().abs().compareTo(Money.LIMIT) < 0) {
        List<Entry> entries = new ArrayList<>(hits.size());
        hits.forEach(hit -> entries.add(Entry.recounted(hit)));
        return finish(cell, work, entries, was);
      }
    }
    work.restore(start, folded);
    return finish(cell, work, addOneByOne(work, hits, prices), was);
  }

  /**
   * Returns a cell that begins with the level that earlier events left standing; nothing is priced
   * yet.
   */
  public static Cell opened(CellModel model, UsageState level) {
    Cell empty = Cell.empty(model.key(), model.period(), model.subscription().currency());
    CellWork work = new CellWork(empty, model, new DistinctValues());
    work.open(level);
    return work.toCell(BigDecimal.ZERO);
  }

  private static Rated finish(
      Cell before, CellWork work, List<Entry> entries, @Nullable CellWork was) {
    BigDecimal amount = Money.plain(work.amount());
    BigDecimal delta = Money.plain(amount.subtract(before.booked()));
    return new Rated(work.toCell(amount), delta, entries, work.shared(), () -> work.since(was));
  }

  /** Returns whether a hit's segment is priced by event. */
  static boolean perEvent(Segment segment) {
    return segment.price().script().kind() == ScriptKind.PER_EVENT;
  }

  /** Returns whether a hit's cell counts distinct values. */
  static boolean distinct(Hit hit) {
    return hit.cell().meter().aggregation().type() == AggregationType.COUNT_UNIQUE;
  }

  /** A price that must be known: of a usage in a segment, or of one event. */
  sealed interface Need {
    /** The price of so much usage. */
    record OfUsage(int segment, String subject) implements Need {}

    /** The price of one event. */
    record OfEvent(int segment, Hit hit) implements Need {
      @Override
      public boolean equals(@Nullable Object other) {
        return other instanceof OfEvent that
            && segment == that.segment
            && hit.event().key().equals(that.hit.event().key());
      }

      @Override
      public int hashCode() {
        return 31 * segment + hit.event().key().hashCode();
      }
    }
  }

  /** Returns an empty, ordered set of needs. */
  static Set<Need> needs() {
    return new LinkedHashSet<>();
  }
}
