package io.pricewright.gateway.simulation;

import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What parameters two prices differ in, place by place. */
final class ParamsDifference {
  private ParamsDifference() {}

  /**
   * A place that differs.
   *
   * @param place such as {@code tiers.0.unit_amount}
   * @param live what stands there live; empty: nothing
   * @param tried what is tried; empty: nothing
   */
  record Line(String place, String live, String tried) {}

  /** Returns the places that differ, in the order of the second, then of the first. */
  static List<Line> of(Json.Obj live, Json.Obj tried) {
    Map<String, String> before = leaves(live);
    Map<String, String> after = leaves(tried);
    List<Line> lines = new ArrayList<>();
    after.forEach(
        (place, value) -> {
          String was = before.getOrDefault(place, "");
          if (!was.equals(value)) {
            lines.add(new Line(place, was, value));
          }
        });
    before.forEach(
        (place, value) -> {
          if (!after.containsKey(place)) {
            lines.add(new Line(place, value, ""));
          }
        });
    return lines;
  }

  private static Map<String, String> leaves(Json.Obj params) {
    Map<String, String> leaves = new LinkedHashMap<>();
    walk("", params, leaves);
    return leaves;
  }

  private static void walk(String place, Json value, Map<String, String> leaves) {
    switch (value) {
      case Json.Obj object when !object.fields().isEmpty() ->
          object.fields().forEach((name, inner) -> walk(under(place, name), inner, leaves));
      case Json.Arr array when !array.items().isEmpty() -> {
        for (int i = 0; i < array.items().size(); i++) {
          walk(under(place, Integer.toString(i)), array.items().get(i), leaves);
        }
      }
      case Json.Str text -> leaves.put(place, text.value());
      default -> leaves.put(place, value.text());
    }
  }

  private static String under(String place, String name) {
    return place.isEmpty() ? name : place + "." + name;
  }
}
