package io.pricewright.gateway.testing;

import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.util.List;

/** Looks into JSON; what a test expects and is not there fails it with the whole text. */
public final class Parts {
  private Parts() {}

  /** Returns a text as it is, anything else as JSON; empty when there is nothing. */
  public static String text(Json.Obj of, String name) {
    Json value = of.get(name);
    return value instanceof Json.Str text ? text.value() : value == null ? "" : value.text();
  }

  /** Returns an amount that is written as text. */
  public static BigDecimal amount(Json.Obj of, String name) {
    return new BigDecimal(text(of, name));
  }

  /** Returns an object inside. */
  public static Json.Obj inner(Json.Obj of, String name) {
    if (of.get(name) instanceof Json.Obj inner) {
      return inner;
    }
    throw new AssertionError("no object " + name + " in " + of.text());
  }

  /** Returns the members of an array inside. */
  public static List<Json> array(Json.Obj of, String name) {
    if (of.get(name) instanceof Json.Arr array) {
      return array.items();
    }
    throw new AssertionError("no array " + name + " in " + of.text());
  }

  /** Returns the objects of an array inside. */
  public static List<Json.Obj> list(Json.Obj of, String name) {
    return array(of, name).stream().map(Json.Obj.class::cast).toList();
  }

  /** Returns the first object of an array inside. */
  public static Json.Obj first(Json.Obj of, String name) {
    List<Json.Obj> list = list(of, name);
    if (list.isEmpty()) {
      throw new AssertionError("nothing in " + name + " of " + of.text());
    }
    return list.getFirst();
  }
}
