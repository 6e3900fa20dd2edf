package io.pricewright.rules.catalogue;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptText;
import io.pricewright.rules.script.ScriptVersion;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What prices usage on trial: a script like any other, so that it is evaluated, explained and
 * checked like any other, and says that all of it is free. There is one for each entry point,
 * because a trial is counted as its price counts.
 */
public final class TrialScript {
  private static final Map<ScriptKind, ScriptVersion> SCRIPTS = new EnumMap<>(ScriptKind.class);

  static {
    put(
        ScriptKind.CUMULATIVE,
        """
        export function price() {
          return [{label: 'trial', amount: '0'}];
        }
        """);
    put(
        ScriptKind.PER_EVENT,
        """
        export function rate() {
          return [{label: 'trial', amount: '0'}];
        }
        """);
    put(
        ScriptKind.ALL_CELLS,
        """
        export const sees = 'all';

        export function price() {
          return [{label: 'trial', amount: '0'}];
        }
        """);
  }

  private TrialScript() {}

  private static void put(ScriptKind kind, String source) {
    SCRIPTS.put(
        kind,
        new ScriptVersion(
            new ScriptId("script_trial_" + kind.code().toLowerCase(Locale.ROOT)),
            "free",
            1,
            ScriptText.sha256(source),
            kind,
            source,
            true));
  }

  /** Returns that of prices of an entry point. */
  static ScriptVersion of(ScriptKind kind) {
    ScriptVersion script = SCRIPTS.get(kind);
    if (script == null) {
      throw new IllegalArgumentException("a library prices nothing");
    }
    return script;
  }

  /** Returns the texts, which are as proven as what is shipped. */
  public static Set<String> sources() {
    return SCRIPTS.values().stream().map(ScriptVersion::source).collect(Collectors.toSet());
  }
}
