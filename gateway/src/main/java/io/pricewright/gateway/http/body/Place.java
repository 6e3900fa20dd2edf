package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import java.util.List;

/** An object that is being read: what it holds, and what is wrong with it. */
public final class Place {
  private final Json.Obj object;
  private final Spot spot;

  Place(Json.Obj object, Spot spot) {
    this.object = object;
    this.spot = spot;
  }

  Json.Obj object() {
    return object;
  }

  Spot spot() {
    return spot;
  }

  /** Returns whether a key is there and not null, be its value right or wrong. */
  public boolean has(String key) {
    return object.get(key) != null;
  }

  /** Returns whether a key of this object is wrong already, itself or something in it. */
  public boolean wrong(String key) {
    String pointer = spot.at(key).pointer();
    return spot.errors().found().stream()
        .anyMatch(
            error -> error.pointer().equals(pointer) || error.pointer().startsWith(pointer + "/"));
  }

  /** Adds an error at a key of this object. */
  public void refuse(String key, String code, String detail) {
    spot.at(key).wrong(code, detail);
  }

  /** Adds errors whose pointers begin at this object. */
  public void refuseAll(List<FieldError> found) {
    found.forEach(
        error ->
            spot.errors()
                .add(
                    new FieldError(
                        spot.pointer() + error.pointer(), error.code(), error.detail())));
  }

  /** Returns whether nothing was wrong so far, unknown fields aside, in the whole request. */
  public boolean fine() {
    return spot.errors().none();
  }
}
