package io.pricewright.rules.catalogue;

/** What is archived, never deleted: what refers to it already keeps it. */
public interface Published {
  /** Returns whether it is offered still. */
  Status status();

  /** Returns whether something new may refer to it. */
  default boolean published() {
    return status() == Status.PUBLISHED;
  }
}
