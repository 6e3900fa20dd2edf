package io.pricewright.rules.script;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How scripts have behaved in this process, by the author's text. Who has given {@value #PRICES}
 * prices has proven itself; who had to be stopped begins anew. Remembers a bounded number; beyond
 * it, the one longest unused is forgotten and new again. Thread-safe.
 */
public final class Proofs {
  /** Prices after which a script is trusted. */
  public static final int PRICES = 1_000;

  private static final int STOPPED = -1;
  private final Set<String> trusted;

  /** Prices given since a script was new or stopped, or {@link #STOPPED}. */
  private final Map<String, Integer> prices;

  /** What is known of a script. */
  public enum Standing {
    /** Has not given enough prices yet. */
    NEW,
    /** Gave enough prices, and was not stopped since. */
    PROVEN,
    /** Was stopped and has given no price since. */
    STOPPED
  }

  /**
   * Starts with what is trusted.
   *
   * @param remembered most scripts remembered, above zero
   * @param trusted texts of scripts that are proven until they are stopped
   */
  public Proofs(int remembered, Set<String> trusted) {
    this.trusted = Set.copyOf(trusted);
    this.prices = LeastUsed.map(remembered);
  }

  /** Returns what is known of a script. */
  public synchronized Standing of(String source) {
    Integer given = prices.get(source);
    if (given == null) {
      return trusted.contains(source) ? Standing.PROVEN : Standing.NEW;
    }
    if (given == STOPPED) {
      return Standing.STOPPED;
    }
    return given >= PRICES ? Standing.PROVEN : Standing.NEW;
  }

  /** Notes what came of a batch of a script. */
  public void note(String source, List<ScriptOutcome> outcomes) {
    if (outcomes.isEmpty()
        || (outcomes.getLast() instanceof ScriptOutcome.Priced && of(source) == Standing.PROVEN)) {
      return; // a stop fails all that is behind it
    }
    int given = 0;
    for (ScriptOutcome outcome : outcomes) {
      if (outcome instanceof ScriptOutcome.Failed failed && failed.isStopped()) {
        put(source, STOPPED);
        return;
      }
      given += outcome instanceof ScriptOutcome.Priced ? 1 : 0;
    }
    add(source, given);
  }

  private synchronized void put(String source, int given) {
    prices.put(source, given);
  }

  private synchronized void add(String source, int given) {
    if (given > 0 && of(source) != Standing.PROVEN) {
      prices.merge(source, given, (before, more) -> Math.min(PRICES, Math.max(0, before) + more));
    }
  }
}
