package io.pricewright.rules.catalogue.genai;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in a list a value is, as JSON pointer; reads the value or says what is wrong there. */
record Place(String pointer) {
  Place in(Object step) {
    return new Place(pointer + "/" + step);
  }

  List<Json> array(@Nullable Json value) {
    if (value instanceof Json.Arr array) {
      return array.items();
    }
    throw wrong("is not an array");
  }

  Json.Obj object(@Nullable Json value) {
    if (value instanceof Json.Obj object) {
      return object;
    }
    throw wrong("is not an object");
  }

  String text(Json.Obj object, String field) {
    String text = object.string(field);
    if (text == null) {
      throw in(field).wrong("is not a text");
    }
    return text;
  }

  /** Returns a number's digits as text; refuses negative ones. */
  Json decimal(@Nullable Json value) {
    if (value instanceof Json.Num number && number.value().signum() >= 0) {
      return Json.of(Money.plain(number.value()).toPlainString());
    }
    throw wrong("is not a number of at least 0");
  }

  ProblemException wrong(String what) {
    return new ProblemException(
        new Problem.MalformedBody(
            "The price list cannot be read: %s %s. Correct it, or leave the model out."
                .formatted(pointer.isEmpty() ? "the whole" : pointer, what)));
  }
}
