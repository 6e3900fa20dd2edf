package io.pricewright.sandbox;

/** Which of the two prices. */
public enum Side {
  /** The versions that are live. */
  BASELINE,
  /** The version that is tried. */
  CANDIDATE
}
