package io.pricewright.rules.gate;

import org.jspecify.annotations.Nullable;

/**
 * A law of a manifest.
 *
 * @param name such as {@code monotone}
 * @param status what became of it
 * @param reason why it is off; the bounds of {@code unit_price_between}; else null
 */
public record Law(String name, Status status, @Nullable String reason) {
  /** What became of a law. */
  public enum Status {
    /** Tried, and nothing broke it. */
    HOLDS,
    /** Broken; a finding of its name says where. */
    BROKEN,
    /** Nothing could be priced that it could be tried on. */
    NOT_TRIED,
    /** Switched off by the author, with a reason. */
    OFF,
    /** Not on by itself, and not stated. */
    NOT_STATED
  }

  boolean tried() {
    return status == Status.HOLDS || status == Status.BROKEN;
  }

  Law untried() {
    return status == Status.HOLDS ? new Law(name, Status.NOT_TRIED, reason) : this;
  }

  Law broken() {
    return new Law(name, Status.BROKEN, reason);
  }
}
