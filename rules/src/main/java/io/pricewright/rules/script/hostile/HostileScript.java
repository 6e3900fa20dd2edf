package io.pricewright.rules.script.hostile;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptVersion;
import java.util.List;

/**
 * A script that attacks.
 *
 * @param name its file, without {@code .js}
 * @param outcome what it must come to: {@code publish_error}, {@code priced}, or the reason of a
 *     failed evaluation; {@code a or b} where it depends on the machine's speed which bound is met
 *     first
 * @param tries what it tries, in a line
 * @param source what would be published
 * @param input what it is evaluated with
 */
public record HostileScript(
    String name, String outcome, String tries, String source, ScriptInput input) {
  /** Outcome of a script that is refused when it is published. */
  public static final String PUBLISH_ERROR = "publish_error";

  /** Outcome of a script that gives a price after all. */
  public static final String PRICED = "priced";

  /** Returns whether it may come to this. */
  public boolean allows(String reached) {
    return List.of(outcome.split(" or ")).contains(reached);
  }

  /** Returns whether it attacks with its source alone, and not with what it is evaluated with. */
  public boolean hasUsualInput() {
    return input.equals(HostileScripts.USUAL);
  }

  /** Returns the script as if it had been published. */
  public ScriptVersion version() {
    return new ScriptVersion(
        new ScriptId("script_hostile_" + name), name, 1, "", ScriptKind.CUMULATIVE, source);
  }
}
