package io.pricewright.rules.id;

/** An id as clients see it: text that is looked up as it is. {@code toString} is the text. */
public interface Id {
  /** Returns the text. */
  String value();
}
