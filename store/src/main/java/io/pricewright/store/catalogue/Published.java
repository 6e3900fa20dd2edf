package io.pricewright.store.catalogue;

/** A row that is archived, never deleted: what refers to it already keeps it. */
public interface Published {
  /** Returns {@code published} or {@code archived}. */
  String status();

  /** Returns whether new rows may refer to it. */
  default boolean published() {
    return status().equals("published");
  }
}
