package io.pricewright.gateway.http.body;

import io.pricewright.rules.problem.FieldError;
import java.util.List;

/**
 * A body that was read. A component that was wrong or absent holds a stand-in, or null where it may
 * be null, so that more can be said of the others; nothing read may be used before {@link #done}.
 */
public final class Given<T> {
  private final T value;
  private final Place place;

  Given(T value, Place place) {
    this.value = value;
    this.place = place;
  }

  /** Returns the record, with stand-ins for what is wrong. */
  public T draft() {
    return value;
  }

  /** Returns whether a key is there and not null, be its value right or wrong. */
  public boolean has(String key) {
    return place.has(key);
  }

  /** Returns whether nothing was wrong so far, unknown fields aside. */
  public boolean fine() {
    return place.fine();
  }

  /** Adds an error at a key. */
  public void refuse(String key, String code, String detail) {
    place.refuse(key, code, detail);
  }

  /** Adds errors whose pointers begin at the body. */
  public void refuseAll(List<FieldError> found) {
    place.refuseAll(found);
  }

  /**
   * Returns the record; fails with {@code Problem.InvalidRequest}, which holds all errors and
   * unknown fields, if anything was wrong.
   */
  public T done() {
    place.spot().errors().done();
    return value;
  }
}
