package io.pricewright.gateway.http.body;

import io.pricewright.rules.problem.FieldError;
import org.jspecify.annotations.Nullable;

/** Where in a request a value stands. Its pointer is only written when something is wrong. */
final class Spot {
  private final Errors errors;
  private final @Nullable Spot above;
  private final String key;
  private final int index;

  private Spot(Errors errors, @Nullable Spot above, String key, int index) {
    this.errors = errors;
    this.above = above;
    this.key = key;
    this.index = index;
  }

  /** Returns where a reading begins. */
  Spot(Errors errors, String pointer) {
    this(errors, null, pointer, -1);
  }

  Errors errors() {
    return errors;
  }

  /** Adds an error here, and returns null: there is no value. */
  @Nullable Object wrong(String code, String detail) {
    errors.add(new FieldError(pointer(), code, detail));
    return null;
  }

  Spot at(String below) {
    return new Spot(errors, this, below, -1);
  }

  Spot at(int item) {
    return new Spot(errors, this, "", item);
  }

  /** Returns the JSON pointer. */
  String pointer() {
    if (above == null) {
      return key;
    }
    String name = index < 0 ? key.replace("~", "~0").replace("/", "~1") : Integer.toString(index);
    return above.pointer() + "/" + name;
  }
}
