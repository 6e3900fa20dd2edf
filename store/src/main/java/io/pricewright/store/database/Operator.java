package io.pricewright.store.database;

/** How a column is compared with what is looked for. */
public enum Operator {
  /** It is one of the values. */
  IN,
  /** It is none of the values. */
  NOT_IN,
  /** The text is part of it, capitals or not. */
  CONTAINS,
  /** The text is no part of it. */
  NOT_CONTAINS,
  /** It is more, or later. */
  GREATER,
  /** It is as much or more, then or later. */
  AT_LEAST,
  /** It is less, or earlier. */
  LESS
}
