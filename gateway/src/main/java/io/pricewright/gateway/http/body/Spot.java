package io.pricewright.gateway.http.body;

import io.pricewright.rules.problem.FieldError;
import org.jspecify.annotations.Nullable;

/** Where in a request a value stands. */
record Spot(Errors errors, String pointer) {
  /** Adds an error here, and returns null: there is no value. */
  @Nullable Object wrong(String code, String detail) {
    errors.add(new FieldError(pointer, code, detail));
    return null;
  }

  Spot at(String key) {
    return new Spot(errors, pointer + "/" + key.replace("~", "~0").replace("/", "~1"));
  }
}
