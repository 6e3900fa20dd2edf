package io.pricewright.rules.script.graal;

import java.time.Duration;

/**
 * Bounds of script evaluation. Steps and depth are deterministic and meant to be met first; time
 * and allocation are the watchdog's and guard against what steps cannot see.
 *
 * @param steps function entries, loop turns and array work of one evaluation
 * @param depth nested calls of one evaluation
 * @param evaluationTime processor time of one evaluation
 * @param callTime wall time of one call, that is of a batch
 * @param allocatedBytes bytes allocated by one evaluation, garbage included
 * @param sourceChars length of a script's source
 * @param stringChars length of a string that a script may build
 * @param arrayLength length of an array that a script may work on
 * @param lines lines of one result
 * @param idleRealms realms kept for the next call
 * @param cachedScripts compiled scripts kept, in the engine and in each realm
 */
public record ScriptLimits(
    int steps,
    int depth,
    Duration evaluationTime,
    Duration callTime,
    long allocatedBytes,
    int sourceChars,
    int stringChars,
    int arrayLength,
    int lines,
    int idleRealms,
    int cachedScripts) {

  /** Returns the limits that a node uses unless told otherwise. */
  public static ScriptLimits defaults() {
    return new ScriptLimits(
        200_000,
        200,
        Duration.ofMillis(100),
        Duration.ofSeconds(5),
        64L << 20,
        65_536,
        65_536,
        10_000,
        100,
        16,
        512);
  }

  /** Returns these limits with room for fewer or more compiled scripts. */
  public ScriptLimits keeping(int scripts) {
    return new ScriptLimits(
        steps,
        depth,
        evaluationTime,
        callTime,
        allocatedBytes,
        sourceChars,
        stringChars,
        arrayLength,
        lines,
        idleRealms,
        scripts);
  }

  public ScriptLimits {
    requirePositive(steps, "steps");
    requirePositive(depth, "depth");
    requirePositive(evaluationTime.toMillis(), "evaluationTime");
    requirePositive(callTime.toMillis(), "callTime");
    requirePositive(allocatedBytes, "allocatedBytes");
    requirePositive(sourceChars, "sourceChars");
    requirePositive(stringChars, "stringChars");
    requirePositive(arrayLength, "arrayLength");
    requirePositive(lines, "lines");
    requirePositive(idleRealms, "idleRealms");
    requirePositive(cachedScripts, "cachedScripts");
  }

  private static void requirePositive(long value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException("script limit " + name + " must be above zero");
    }
  }
}
