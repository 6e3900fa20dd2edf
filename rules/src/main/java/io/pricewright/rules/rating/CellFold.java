package io.pricewright.rules.rating;

import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.CellRater.Need;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.usage.DistinctValues;
import java.util.ArrayList;
import java.util.List;

/**
 * Folds the hits of one cell page by page and prices it at the end: a cumulative price is asked
 * once for the final usage of its segment, a price by event once for each event, with its page.
 * Remembers usage states and, for COUNT_UNIQUE, the distinct values; never events. The amount is
 * the one that {@link CellRater} books for the same hits, however they are cut into pages. Not
 * thread-safe; calls run scripts.
 */
public final class CellFold {
  private final CellModel model;
  private final CellWork work;
  private final DistinctValues distinct = new DistinctValues();
  private long events;

  /**
   * A hit whose price failed: it is not in the cell.
   *
   * @param hit the hit
   * @param reason as scripts fail, such as {@code script_error}
   */
  public record Refused(Hit hit, String reason) {}

  /** What came of a cell. */
  public sealed interface Outcome {
    /** A cell with its amount as booked. */
    record Priced(Cell cell) implements Outcome {}

    /** A cell whose usage has no price: none of its events is priced. */
    record Failed(String reason) implements Outcome {}
  }

  /** Begins an empty cell of a model. */
  public CellFold(CellModel model) {
    this.model = model;
    Cell empty = Cell.empty(model.key(), model.period(), model.subscription().currency());
    this.work = new CellWork(empty, model, distinct);
  }

  /**
   * Folds a page in. The hits are read as hits of this fold's model, whatever cell they name.
   *
   * @return the hits whose own price failed, in order
   */
  public List<Refused> add(List<Hit> page, ScriptEngine engine) {
    List<Hit> mine = page.stream().map(this::mine).toList();
    Evaluations prices = new Evaluations(engine, model);
    mine.stream().filter(CellFold::perEvent).forEach(hit -> prices.ask(need(hit)));
    prices.evaluate();
    List<Refused> refused = new ArrayList<>(0);
    for (Hit hit : mine) {
      String full = work.refusal(hit);
      String failed = full == null && perEvent(hit) ? prices.failure(need(hit)) : full;
      if (failed != null) {
        refused.add(new Refused(hit, failed));
        continue;
      }
      work.apply(hit);
      events++;
      if (perEvent(hit)) {
        work.addEvent(hit, prices);
      }
    }
    return refused;
  }

  /** Prices what was folded so far. */
  public Outcome price(ScriptEngine engine) {
    Evaluations prices = new Evaluations(engine, model);
    work.finalNeeds(List.of()).forEach(prices::ask);
    String failed = prices.evaluate();
    if (failed != null) {
      return new Outcome.Failed(failed);
    }
    work.priceCumulative(prices);
    return work.amount().abs().compareTo(Money.LIMIT) < 0
        ? new Outcome.Priced(work.toCell(Money.plain(work.amount())))
        : new Outcome.Failed("amount_out_of_range");
  }

  /** Returns how many events are in the cell. */
  public long events() {
    return events;
  }

  /** Returns how many distinct values are remembered; 0 for all but COUNT_UNIQUE. */
  public int distinctValues() {
    return distinct.changed().size();
  }

  private Hit mine(Hit hit) {
    return new Hit(model, hit.event(), hit.contribution());
  }

  private static boolean perEvent(Hit hit) {
    return CellRater.perEvent(hit.segment());
  }

  private static Need need(Hit hit) {
    return new Need.OfEvent(hit.segmentIndex(), hit);
  }
}
