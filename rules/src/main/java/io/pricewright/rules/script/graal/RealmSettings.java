package io.pricewright.rules.script.graal;

import org.graalvm.polyglot.HostAccess;

/**
 * The limits as the prelude reads them. Public only because the polyglot layer reads public classes
 * alone.
 */
public final class RealmSettings {
  /** Steps of one evaluation. */
  @HostAccess.Export public final int fuel;

  /** Nested calls of one evaluation. */
  @HostAccess.Export public final int depth;

  /** Elements of an array that a script may work on. */
  @HostAccess.Export public final int length;

  /** Lines of a result. */
  @HostAccess.Export public final int lines;

  RealmSettings(ScriptLimits limits) {
    this.fuel = limits.steps();
    this.depth = limits.depth();
    this.length = limits.arrayLength();
    this.lines = limits.lines();
  }
}
