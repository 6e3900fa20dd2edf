package io.pricewright.rules.script;

import java.math.BigDecimal;
import java.util.List;

/** What came of one evaluation. */
public sealed interface ScriptOutcome {
  /**
   * A price.
   *
   * @param amount exact sum of the lines' amounts, not rounded
   * @param lines at least 0, at most 100
   * @param steps deterministic count of function entries and loop turns
   */
  record Priced(BigDecimal amount, List<ScriptLine> lines, long steps) implements ScriptOutcome {
    public Priced {
      lines = List.copyOf(lines);
    }
  }

  /**
   * No price: the event is parked with this reason.
   *
   * @param reason {@code script_error}, {@code script_timeout}, {@code script_result} (nonsense, or
   *     a JavaScript number for money), {@code amount_out_of_range}, {@code script_suspended},
   *     {@code deferred}
   * @param detail for the author: message with line and column of the author's text where known
   */
  record Failed(String reason, String detail) implements ScriptOutcome {
    /** Reason of what there was no time for: to be rated at once, in transactions of its own. */
    public static final String DEFERRED = "deferred";

    private static final String STOPPED = "stopped: ";
    private static final String EXHAUSTED =
        "the script used up its steps: look for an endless loop";

    /** Makes the failure of an evaluation that is to be tried again at once. */
    public static Failed deferred(String why) {
      return new Failed(DEFERRED, why + ": it is tried again at once");
    }

    /**
     * Makes the failure of an evaluation that took too many steps.
     *
     * @param place where it was, or empty
     */
    public static Failed exhausted(String place) {
      return new Failed("script_timeout", place + EXHAUSTED);
    }

    /** Returns whether {@link #exhausted} made this. */
    public boolean isExhausted() {
      return reason.equals("script_timeout") && detail.endsWith(EXHAUSTED);
    }

    /** Makes the failure of an evaluation that took too much time or memory, not too many steps. */
    public static Failed stopped(String why) {
      return new Failed("script_timeout", STOPPED + why);
    }

    /** Returns whether {@link #stopped} made this. */
    public boolean isStopped() {
      return reason.equals("script_timeout") && detail.startsWith(STOPPED);
    }
  }
}
