package io.pricewright.rules.script.graal;

import io.pricewright.rules.money.Money;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptLine;
import io.pricewright.rules.script.ScriptOutcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way through the runner of the prelude, which takes the inputs from here and puts
 * the lines here, so that outcomes already reached survive whatever happens next. Scripts never
 * hold this object. Public only because the polyglot layer calls public classes alone.
 */
public final class BatchCall {
  private static final int MAX_DIGITS = 100;
  private final List<ScriptInput> inputs;
  private final List<ScriptOutcome> outcomes;
  private List<ScriptLine> lines = new ArrayList<>();
  private BigDecimal sum = BigDecimal.ZERO;
  private @Nullable String outOfRange;
  private boolean unprintable;
  private @Nullable String params;
  private @Nullable String context;
  private final BitSet branches = new BitSet();
  private final String[] leaves = new String[Skeleton.MOST_LEAVES];
  private @Nullable Builders builders;
  private int turn = -1;

  /** Counts the evaluations begun; the watchdog reads it. */
  private volatile int begun;

  BatchCall(List<ScriptInput> inputs) {
    this.inputs = inputs;
    this.outcomes = new ArrayList<>(inputs.size());
  }

  /** Notes a branch of a script compiled for coverage. */
  @HostAccess.Export
  public void branch(int number) {
    branches.set(number);
  }

  BitSet branches() {
    return branches;
  }

  /** Goes to the next input and returns whether there is one. */
  @HostAccess.Export
  public boolean next() {
    turn = outcomes.size();
    begun = turn;
    lines.clear();
    sum = BigDecimal.ZERO;
    outOfRange = null;
    unprintable = false;
    return turn < inputs.size();
  }

  /** Says which realm takes the batch from here on. */
  void in(Builders realm) {
    builders = realm;
  }

  /**
   * Returns the function that builds the event or usage of this turn from its leaves, or null when
   * it has to be parsed.
   */
  @HostAccess.Export
  public @Nullable Value builder() {
    return builders == null ? null : builders.of(inputs.get(turn).subject(), leaves);
  }

  /** Returns a text or number of the event or usage, as text. */
  @HostAccess.Export
  public String leaf(int i) {
    return leaves[i];
  }

  /** Returns the event or usage as JSON, its numbers as strings. */
  @HostAccess.Export
  public String subject() {
    return ExactJson.quoteNumbers(inputs.get(turn).subject());
  }

  /** Returns the parameters as JSON, or null when they are those of the turn before. */
  @HostAccess.Export
  public @Nullable String params() {
    String now = inputs.get(turn).params();
    if (now.equals(params)) {
      return null;
    }
    params = now;
    return ExactJson.quoteNumbers(now);
  }

  /** Returns the context as JSON, or null when it is that of the turn before. */
  @HostAccess.Export
  public @Nullable String context() {
    String now = inputs.get(turn).context();
    if (now.equals(context)) {
      return null;
    }
    context = now;
    return ExactJson.quoteNumbers(now);
  }

  /** Adds a line to the result of this turn. */
  @HostAccess.Export
  public void line(
      String label,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal unitPrice,
      BigDecimal amount) {
    unprintable |= !Printable.isPrintable(label);
    sum = sum.add(amount);
    if (outOfRange == null) {
      outOfRange = tooLarge(label, amount);
    }
    lines.add(new ScriptLine(label, plain(quantity), plain(unitPrice), Money.plain(amount)));
  }

  private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
    return number == null ? null : Money.plain(number);
  }

  private static @Nullable String tooLarge(String what, BigDecimal amount) {
    if (amount.abs().compareTo(Money.BOUND) >= 0) {
      return what + ": an amount is below 10^26";
    }
    int digits = Math.max(amount.precision(), amount.scale());
    return digits > MAX_DIGITS ? what + ": an amount has at most 100 digits, round it" : null;
  }

  /** Ends this turn with the lines added. */
  @HostAccess.Export
  public void priced(int steps) {
    if (unprintable) {
      fail("script_result", "a label holds a control character or half a character: remove it");
      return;
    }
    String wrong = outOfRange == null ? tooLarge("sum of the lines", sum) : outOfRange;
    outcomes.add(
        wrong == null
            ? new ScriptOutcome.Priced(Money.plain(sum), lines, steps)
            : new ScriptOutcome.Failed("amount_out_of_range", wrong));
  }

  /** Ends this turn: the result is not what the contract asks for. */
  @HostAccess.Export
  public void refuse(String detail) {
    fail("script_result", detail);
  }

  void fail(String reason, String detail) {
    forget();
    outcomes.add(new ScriptOutcome.Failed(reason, Printable.printable(detail)));
  }

  void failRest(String reason, String detail) {
    while (!done()) {
      fail(reason, detail);
    }
  }

  /** Forgets what the realm holds: it has not seen this batch, or may have failed to read it. */
  void forget() {
    params = null;
    context = null;
  }

  boolean done() {
    return outcomes.size() == inputs.size();
  }

  int begun() {
    return begun;
  }

  List<ScriptOutcome> outcomes() {
    return List.copyOf(outcomes);
  }
}
