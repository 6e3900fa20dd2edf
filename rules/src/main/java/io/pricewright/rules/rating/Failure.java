package io.pricewright.rules.rating;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.script.ScriptOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Why a price version has no price for an event.
 *
 * @param reason stable code, see {@link ScriptOutcome.Failed}
 * @param priceId the version that was asked
 * @param scriptId the script version that it runs
 * @param script its label, {@code calls@3}
 * @param detail what the engine or the script itself said, with line and column where known, at
 *     most {@value #MOST_DETAIL} characters: an author's text, which is shown and never read; null
 *     where the reason says all
 */
public record Failure(
    String reason, PriceId priceId, ScriptId scriptId, String script, @Nullable String detail) {
  /** Most characters of what is kept of a script's words. */
  public static final int MOST_DETAIL = 500;

  public Failure {
    detail = detail == null ? null : cut(detail);
  }

  /** Makes the failure of a price version. */
  static Failure of(String reason, PriceVersion price, @Nullable String detail) {
    return new Failure(reason, price.id(), price.script().id(), price.script().label(), detail);
  }

  /** Makes the failure of an evaluation. */
  static Failure of(ScriptOutcome.Failed failed, PriceVersion price) {
    return of(failed.reason(), price, failed.detail());
  }

  /** What fails for the same cause: a reason and a version. */
  public record Cause(String reason, PriceId priceId) {}

  /**
   * Returns its cause. What a script says is no part of it: it may say something else each time.
   */
  public Cause cause() {
    return new Cause(reason, priceId);
  }

  /** Returns it in a line: reason, price, script, and what was said. */
  public String line() {
    return "%s by price %s (%s)%s"
        .formatted(reason, priceId, script, detail == null ? "" : ": " + detail);
  }

  private static String cut(String text) {
    if (text.length() <= MOST_DETAIL) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MOST_DETAIL - 1)) ? 1 : 0;
    return text.substring(0, MOST_DETAIL - end);
  }
}
