package io.pricewright.gateway.simulation;

import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.sandbox.PastEvent;
import io.pricewright.sandbox.Simulation;
import io.pricewright.sandbox.SimulationFold;
import io.pricewright.store.event.EventHistory;
import io.pricewright.store.event.HistoryRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stored events of a simulation, in one snapshot by a few readers, each with a fold of
 * its own. Blocks.
 */
final class ReadHistory {
  private static final int PAGE = 2_000;

  private final EventHistory history;
  private final int most;
  private final Scope scope;
  private final Candidates.Found found;
  private final Progress progress;
  private final Simulation simulation;

  /** Reads with so many readers at most. */
  ReadHistory(
      EventHistory history,
      int most,
      Scope scope,
      Candidates.Found found,
      Progress progress,
      Simulation simulation) {
    this.history = history;
    this.most = most;
    this.scope = scope;
    this.found = found;
    this.progress = progress;
    this.simulation = simulation;
  }

  /**
   * Reads events of customers into a fold.
   *
   * @param everybody whether these are all customers, so that none is asked for by number
   */
  void into(Map<CustomerNo, CustomerBook> books, SimulationFold whole, boolean everybody) {
    Interval span = null;
    for (CustomerBook book : books.values()) {
      span = union(span, simulation.span(book).orElse(null));
    }
    if (span == null) {
      return;
    }
    EventHistory.Wanted wanted =
        new EventHistory.Wanted(
            scope,
            simulation.meters().stream().map(Meter::eventName).distinct().toList(),
            span.from(),
            span.to(),
            everybody ? null : List.copyOf(books.keySet()),
            paths(),
            keys());
    try (EventHistory.Reading reading = history.open(wanted)) {
      AtomicInteger next = new AtomicInteger();
      AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
      List<SimulationFold> folds = new ArrayList<>();
      List<Thread> readers = new ArrayList<>();
      for (int r = 0; r < Math.min(most, reading.slices()); r++) {
        SimulationFold fold = simulation.fold(books);
        folds.add(fold);
        readers.add(
            Thread.ofPlatform()
                .name("simulation-reader-", r)
                .daemon(true)
                .start(() -> slices(reading, next, fold, failed)));
      }
      join(readers, failed);
      folds.forEach(whole::merge);
    }
  }

  private void slices(
      EventHistory.Reading reading,
      AtomicInteger next,
      SimulationFold fold,
      AtomicReference<@Nullable Throwable> failed) {
    try {
      for (int slice = next.getAndIncrement();
          slice < reading.slices();
          slice = next.getAndIncrement()) {
        reading.read(
            slice,
            PAGE,
            page -> fold.add(past(page)),
            () -> progress.stopped() || failed.get() != null);
        progress.partDone();
      }
    } catch (RuntimeException | Error e) {
      failed.compareAndSet(null, e);
    }
  }

  private void join(List<Thread> readers, AtomicReference<@Nullable Throwable> failed) {
    try {
      for (Thread reader : readers) {
        reader.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      progress.stop();
    }
    progress.check();
    Throwable cause = failed.get();
    if (cause instanceof ProblemException problem) {
      throw problem;
    }
    if (cause != null) {
      throw new IllegalStateException("a simulation could not read its history", cause);
    }
  }

  private static List<PastEvent> past(List<HistoryRow> page) {
    List<PastEvent> past = new ArrayList<>(page.size());
    for (HistoryRow row : page) {
      past.add(new PastEvent(row.customerNo(), row.event(), row.parkedOn()));
    }
    return past;
  }

  /** Returns the properties that meters read; null when a script may read any. */
  private @Nullable Collection<String> paths() {
    boolean each =
        found.variants().stream()
                .flatMap(v -> v.prices().values().stream())
                .anyMatch(ReadHistory::perEvent)
            || found.lineages().stream()
                .flatMap(id -> found.catalogue().lineage(id).stream())
                .anyMatch(ReadHistory::perEvent);
    if (each) {
      return null;
    }
    Set<String> paths = new LinkedHashSet<>();
    for (Meter meter : metersOfNames()) {
      String field = meter.aggregation().field();
      if (field != null) {
        paths.add(field);
      }
      String group = meter.aggregation().groupBy();
      if (group != null) {
        paths.add(group);
      }
      meter.filters().forEach(filter -> paths.add(filter.path()));
    }
    return paths;
  }

  private List<Meter> metersOfNames() {
    Catalogue catalogue = found.catalogue();
    return simulation.meters().stream()
        .flatMap(meter -> catalogue.metersOf(meter.eventName()).stream())
        .distinct()
        .toList();
  }

  private static boolean perEvent(PriceVersion version) {
    return version.script().kind() == ScriptKind.PER_EVENT;
  }

  private boolean keys() {
    return simulation.meters().stream()
        .map(meter -> meter.aggregation().type())
        .anyMatch(type -> type == AggregationType.MAX || type == AggregationType.LATEST);
  }

  private static @Nullable Interval union(@Nullable Interval one, @Nullable Interval other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return new Interval(
        one.from().isBefore(other.from()) ? one.from() : other.from(),
        one.to().isAfter(other.to()) ? one.to() : other.to());
  }
}
